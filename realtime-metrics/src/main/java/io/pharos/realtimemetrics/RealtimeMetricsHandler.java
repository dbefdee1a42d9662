package io.pharos.realtimemetrics;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.aws.lambda.StreamTables;
import io.pharos.core.definition.TableName;
import io.pharos.core.metrics.StreamCounts;
import io.pharos.core.stream.StreamEntry;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts a batch of a stream. Where its counts cannot be added the batch as a whole fails, and
 * comes again.
 */
@Named("realtime-metrics")
public final class RealtimeMetricsHandler implements RequestHandler<KinesisEvent, @Nullable Void> {
  private final Invocation invocation;
  private final StreamTables tables;
  private final StreamCounts counts;
  private final OperationalMetrics metrics;

  @Inject
  public RealtimeMetricsHandler(FunctionRuntime runtime, StreamTables tables, StreamCounts counts) {
    this.invocation = runtime.invocation();
    this.tables = tables;
    this.counts = counts;
    this.metrics = runtime.metrics();
  }

  @Override
  public @Nullable Void handleRequest(KinesisEvent batch, Context context) {
    return invocation.<@Nullable Void>during(
        context.getAwsRequestId(),
        context.getRemainingTimeInMillis(),
        () -> {
          count(batch);
          return null;
        });
  }

  private void count(KinesisEvent batch) {
    Map<TableName, List<StreamEntry>> entries = new LinkedHashMap<>();
    for (KinesisEvent.KinesisEventRecord record : batch.getRecords()) {
      entries
          .computeIfAbsent(tables.table(record.getEventSourceARN()), table -> new ArrayList<>())
          .add(entry(record.getKinesis()));
    }
    entries.forEach(this::count);
  }

  private static StreamEntry entry(KinesisEvent.Record record) {
    return new StreamEntry(
        record.getSequenceNumber(),
        record.getApproximateArrivalTimestamp().toInstant(),
        record.getData().array());
  }

  private void count(TableName table, List<StreamEntry> entries) {
    invocation.about(table.database(), table.table());
    StreamCounts.Outcome outcome = counts.count(table, entries);
    metrics.count(
        table,
        Map.of(
            "EventsCounted", outcome.counted(),
            "EventsMalformed", outcome.malformed(),
            "EventsTooOld", outcome.tooOld()));
  }
}
