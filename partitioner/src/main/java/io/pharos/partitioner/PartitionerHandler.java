package io.pharos.partitioner;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.core.catalog.PartitionRegistration;
import io.pharos.core.definition.TableDefinition;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Registers the hours of every streaming table, whatever event it is called with. A table that
 * fails does not keep the others from their turn; the invocation fails after the last one.
 */
@Named("partitioner")
public final class PartitionerHandler
    implements RequestHandler<Map<String, Object>, Map<String, Integer>> {
  private final PartitionerConfig config;
  private final Invocation invocation;
  private final PartitionRegistration registration;
  private final OperationalMetrics metrics;

  @Inject
  public PartitionerHandler(
      FunctionRuntime runtime, PartitionerConfig config, PartitionRegistration registration) {
    this.config = config;
    this.invocation = runtime.invocation();
    this.registration = registration;
    this.metrics = runtime.metrics();
  }

  /** Says how many partitions of each table were new. */
  @Override
  public Map<String, Integer> handleRequest(Map<String, Object> event, Context context) {
    return invocation.during(
        context.getAwsRequestId(), context.getRemainingTimeInMillis(), this::register);
  }

  private Map<String, Integer> register() {
    Map<String, Integer> registered = new TreeMap<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (TableDefinition table : config.definitions().streamingTables()) {
      invocation.about(table.name().database(), table.name().table());
      try {
        int fresh = registration.register(table);
        registered.put(table.name().toString(), fresh);
        metrics.count(table.name(), Map.of("PartitionsRegistered", (long) fresh));
      } catch (RuntimeException e) {
        failures.add(new IllegalStateException(table.name() + ": " + e.getMessage(), e));
        metrics.count(table.name(), Map.of("RegistrationsFailed", 1L));
      }
    }
    if (!failures.isEmpty()) {
      throw failed(failures);
    }
    return registered;
  }

  private static IllegalStateException failed(List<RuntimeException> failures) {
    IllegalStateException all =
        new IllegalStateException(
            "partitions of %d tables could not be registered; the next run tries again: %s"
                .formatted(
                    failures.size(),
                    String.join("; ", failures.stream().map(Throwable::getMessage).toList())));
    failures.forEach(all::addSuppressed);
    return all;
  }
}
