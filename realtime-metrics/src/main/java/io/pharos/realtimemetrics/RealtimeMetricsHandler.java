package io.pharos.realtimemetrics;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.pharos.aws.lambda.EventPart;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.aws.lambda.StreamTables;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.OperationalCount;
import io.pharos.core.metrics.StreamCounts;
import io.pharos.core.stream.StreamEntry;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts a batch of a stream. If its counts cannot be added, the whole batch fails and comes again.
 */
@Named("realtime-metrics")
public final class RealtimeMetricsHandler implements RequestStreamHandler {
  private static final byte[] NOTHING = "null".getBytes(StandardCharsets.UTF_8);

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
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] answer =
        invocation.during(
            context.getAwsRequestId(),
            context.getRemainingTimeInMillis(),
            () -> count(EventPart.read(input)));
    output.write(answer);
  }

  private byte[] count(EventPart batch) {
    Map<TableName, List<StreamEntry>> entries = new LinkedHashMap<>();
    for (EventPart record : batch.parts("Records")) {
      entries
          .computeIfAbsent(tables.table(record.text("eventSourceARN")), table -> new ArrayList<>())
          .add(entry(record.part("kinesis")));
    }
    entries.forEach(this::count);
    return NOTHING;
  }

  private static StreamEntry entry(EventPart record) {
    return new StreamEntry(
        record.text("sequenceNumber"),
        record.seconds("approximateArrivalTimestamp"),
        record.bytes("data"));
  }

  private void count(TableName table, List<StreamEntry> entries) {
    invocation.about(table.database(), table.table());
    StreamCounts.Outcome outcome = counts.count(table, entries);
    metrics.count(
        table,
        Map.of(
            OperationalCount.EVENTS_COUNTED, outcome.counted(),
            OperationalCount.EVENTS_MALFORMED, outcome.malformed(),
            OperationalCount.EVENTS_TOO_OLD, outcome.tooOld()));
  }
}
