package io.pharos.infra.warehouse;

import io.pharos.core.deployment.FunctionVariables;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.packaging.Platform;
import io.pharos.infra.warehouse.WarehouseFunction.Size;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.constructs.Construct;

/**
 * The six functions, each with its properties. Their permissions are added with their resources.
 */
final class WarehouseFunctions {
  /** The least MB for Lambda's Java runtime to start fast, and for a batch of events to fit. */
  private static final int JVM_MEMORY = 1_024;

  private final Map<LambdaFunction, WarehouseFunction> functions =
      new EnumMap<>(LambdaFunction.class);

  WarehouseFunctions(Construct scope, WarehouseProps props) {
    for (LambdaFunction which : LambdaFunction.values()) {
      functions.put(
          which, new WarehouseFunction(scope, id(which), which, props, size(which, props)));
    }
  }

  private static String id(LambdaFunction which) {
    return switch (which) {
      case BEACON -> "Beacon";
      case TRAFFIC_API -> "TrafficApi";
      case REALTIME_METRICS -> "RealtimeMetrics";
      case PREPROCESSOR -> "Preprocessor";
      case PARTITIONER -> "Partitioner";
      case CURATION -> "Curation";
    };
  }

  /** The API waits 30 s, Firehose 5 minutes, nobody longer than Lambda's 15 minutes. */
  private static Size size(LambdaFunction which, WarehouseProps props) {
    Size size =
        switch (which) {
          case BEACON -> new Size(256, Duration.ofSeconds(29), props.options().beaconConcurrency());
          case TRAFFIC_API -> new Size(256, Duration.ofSeconds(20), 0);
          case REALTIME_METRICS -> new Size(256, Duration.ofMinutes(2), 0);
          case PREPROCESSOR -> new Size(512, Duration.ofMinutes(2), 0);
          case PARTITIONER -> new Size(256, Duration.ofMinutes(15), 0);
          case CURATION -> new Size(512, Duration.ofMinutes(15), 0);
        };
    return props.code().platform() == Platform.JVM
        ? new Size(Math.max(JVM_MEMORY, size.memory()), size.timeout(), size.reservedConcurrency())
        : size;
  }

  /** Sets the variables that the name of the stack does not imply. */
  void tell(String bucket, Messages messages) {
    for (LambdaFunction which :
        List.of(
            LambdaFunction.BEACON,
            LambdaFunction.PREPROCESSOR,
            LambdaFunction.PARTITIONER,
            LambdaFunction.CURATION)) {
      get(which).environment(FunctionVariables.BUCKET, bucket);
    }
    WarehouseFunction curation = get(LambdaFunction.CURATION);
    curation.environment(FunctionVariables.FAILURE_TOPIC, messages.failures().getTopicArn());
    curation.environment(FunctionVariables.SUCCESS_TOPIC, messages.successes().getTopicArn());
  }

  WarehouseFunction get(LambdaFunction which) {
    return Objects.requireNonNull(functions.get(which));
  }
}
