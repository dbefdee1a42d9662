package io.pharos.partitioner;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.glue.PartitionIndexes;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.core.catalog.PartitionRegistration;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.OperationalCount;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Registers the hours of every streaming table, and indexes the partitions of every table; its
 * event is ignored. A table that fails does not stop the others; the invocation fails after the
 * last one.
 */
@Named("partitioner")
public final class PartitionerHandler implements RequestStreamHandler {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PartitionerConfig config;
  private final Invocation invocation;
  private final PartitionRegistration registration;
  private final PartitionIndexes indexes;
  private final OperationalMetrics metrics;

  @Inject
  public PartitionerHandler(
      FunctionRuntime runtime,
      PartitionerConfig config,
      PartitionRegistration registration,
      PartitionIndexes indexes) {
    this.config = config;
    this.invocation = runtime.invocation();
    this.registration = registration;
    this.indexes = indexes;
    this.metrics = runtime.metrics();
  }

  /** Registers, and returns the number of new partitions of each table. */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Map<String, Integer> registered =
        invocation.during(
            context.getAwsRequestId(), context.getRemainingTimeInMillis(), this::register);
    ObjectNode answer = MAPPER.createObjectNode();
    registered.forEach(answer::put);
    MAPPER.writeValue(output, answer);
  }

  private Map<String, Integer> register() {
    Map<String, Integer> registered = new TreeMap<>();
    List<RuntimeException> failures = new ArrayList<>();
    for (TableDefinition table : config.definitions().tables().values()) {
      invocation.about(table.name().database(), table.name().table());
      try {
        if (table.streaming()) {
          int fresh = registration.register(table);
          registered.put(table.name().toString(), fresh);
          metrics.count(table.name(), Map.of(OperationalCount.PARTITIONS_REGISTERED, (long) fresh));
        }
        table.partitionKey().ifPresent(key -> indexes.ensure(table.name(), key));
      } catch (RuntimeException e) {
        failures.add(new IllegalStateException(table.name() + ": " + e.getMessage(), e));
        metrics.count(table.name(), Map.of(OperationalCount.REGISTRATIONS_FAILED, 1L));
      }
    }
    if (!failures.isEmpty()) {
      invocation.aboutAll();
      throw failed(failures);
    }
    return registered;
  }

  private static IllegalStateException failed(List<RuntimeException> failures) {
    IllegalStateException all =
        new IllegalStateException(
            "%d tables could not be done; the next run tries again: %s"
                .formatted(
                    failures.size(),
                    String.join("; ", failures.stream().map(Throwable::getMessage).toList())));
    failures.forEach(all::addSuppressed);
    return all;
  }
}
