package io.pharos.infra.operations;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.OperationalCount;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.constructs.Construct;

/** {@code <stack>-Operations}: the parts of a warehouse, in the order of an event's life. */
final class OperationsDashboard {
  private static final Duration FIREHOSE = Duration.minutes(5);

  /** The most alarms of a widget. */
  private static final int ALARMS = 100;

  private final ServerlessDataWarehouse warehouse;
  private final Metrics metrics;
  private final List<TableDefinition> tables;
  private final List<List<IWidget>> rows = new ArrayList<>();

  OperationsDashboard(
      Construct scope, ServerlessDataWarehouse warehouse, Metrics metrics, List<Alarm> alarms) {
    this.warehouse = warehouse;
    this.metrics = metrics;
    tables = warehouse.streamingTables();
    alarms(alarms);
    beacon();
    if (!tables.isEmpty()) {
      streams();
      deliveries();
    }
    functions();
    lake();
    athena();
    if (warehouse.curationStateMachine().isPresent()) {
      curations();
    }
    partitions();
    Dashboard.Builder.create(scope, "Dashboard")
        .dashboardName(warehouse.names().stack() + "-Operations")
        .defaultInterval(Duration.hours(3))
        .widgets(rows)
        .build();
  }

  private void alarms(List<Alarm> alarms) {
    rows.add(List.of(Graphs.header("Alarms", "What each means and what to do: docs/runbook.md.")));
    for (int from = 0; from < alarms.size(); from += ALARMS) {
      rows.add(
          List.of(
              AlarmStatusWidget.Builder.create()
                  .title("Alarms")
                  .alarms(alarms.subList(from, Math.min(alarms.size(), from + ALARMS)))
                  .width(Graphs.WHOLE)
                  .height(4)
                  .build()));
    }
  }

  private void beacon() {
    header(
        "Beacon", "Requests at the HTTP API, all routes together, and what became of the events.");
    List<IWidget> row = new ArrayList<>();
    if (warehouse.api().isPresent()) {
      row.add(
          Graphs.graph(
              "Requests",
              Graphs.THIRD,
              Stream.of("Count", "4xx", "5xx").map(metrics::api).toList()));
      row.add(
          Graphs.graph(
              "Answer, ms, p95",
              Graphs.THIRD,
              Stream.of("Latency", "IntegrationLatency")
                  .map(metrics::api)
                  .map(Graphs::p95)
                  .toList()));
    }
    row.add(
        Graphs.graph(
            "Events",
            Graphs.THIRD,
            counts(
                OperationalCount.EVENTS_ACCEPTED,
                OperationalCount.EVENTS_QUARANTINED,
                OperationalCount.EVENTS_NOT_TAKEN,
                OperationalCount.EVENTS_THROTTLED)));
    rows.add(row);
  }

  private void streams() {
    header(
        "Streams",
        "What tables' streams take in and give out. A shard takes 1,000 records and 1 MB a second.");
    byTable("Records in", table -> metrics.stream(table, "IncomingRecords"));
    byTable("Bytes in", table -> metrics.stream(table, "IncomingBytes"));
    byTable(
        "Records refused for want of shards",
        table -> metrics.stream(table, "WriteProvisionedThroughputExceeded"));
    byTable(
        "Age of what is read, ms",
        table -> Signal.largest(metrics.stream(table, "GetRecords.IteratorAgeMilliseconds")));
  }

  private void deliveries() {
    header("Firehose", "From the streams into the lake, and refused events into the quarantine.");
    byTable(
        "Oldest event not in the lake, s",
        table -> slow(Signal.largest(metrics.delivery(table, "DeliveryToS3.DataFreshness"))));
    byTable(
        "Behind the stream, ms",
        table -> slow(Signal.largest(metrics.delivery(table, "KinesisMillisBehindLatest"))));
    byTable(
        "Records into the lake", table -> slow(metrics.delivery(table, "DeliveryToS3.Records")));
    byTable("Bytes into the lake", table -> slow(metrics.delivery(table, "DeliveryToS3.Bytes")));
    byTable(
        "Puts that S3 took, share",
        table -> slow(average(metrics.delivery(table, "DeliveryToS3.Success"))));
    List<TableDefinition> converted =
        tables.stream().filter(table -> table.format() != TableDefinition.Format.JSON).toList();
    addAll(
        Graphs.byTable(
            "Records that were not converted",
            Graphs.HALF,
            converted,
            table -> slow(metrics.delivery(table, "FailedConversion.Records"))));
    byTable(
        "Refused events into the quarantine",
        table -> slow(metrics.quarantine(table, "DeliveryToS3.Records")));
    rows.add(
        List.of(
            Graphs.graph(
                "Vetted on the way",
                Graphs.WHOLE,
                counts(
                    OperationalCount.EVENTS_PASSED,
                    OperationalCount.RECORDS_NOT_PROCESSED,
                    OperationalCount.EVENTS_MALFORMED))));
  }

  private void functions() {
    header("Functions", "Lambda, all versions of each function together.");
    rows.add(
        List.of(
            byFunction("Invocations", function -> metrics.function(function, "Invocations")),
            byFunction("Errors", function -> metrics.function(function, "Errors")),
            byFunction("Throttled", function -> metrics.function(function, "Throttles"))));
    rows.add(
        List.of(
            byFunction(
                "Duration, ms, p95",
                function -> Graphs.p95(metrics.function(function, "Duration"))),
            byFunction(
                "At once",
                function -> Signal.largest(metrics.function(function, "ConcurrentExecutions"))),
            Graphs.graph(
                "Age of what is counted, ms",
                Graphs.THIRD,
                List.of(
                    Signal.largest(
                        metrics.function(LambdaFunction.REALTIME_METRICS, "IteratorAge"))))));
    rows.add(
        List.of(
            Graphs.graph(
                "Calls that failed for good, waiting",
                Graphs.WHOLE,
                List.of(
                    Signal.largest(metrics.failedCalls("ApproximateNumberOfMessagesVisible"))))));
  }

  private void lake() {
    header("Lake", "The bucket of lake, raw archive and quarantine, as S3 tells it once a day.");
    rows.add(
        List.of(
            Graphs.base("Bytes", Graphs.HALF)
                .left(
                    List.of(
                        daily("BucketSizeBytes", "StandardStorage"),
                        daily("BucketSizeBytes", "StandardIAStorage")))
                .start("-P14D")
                .build(),
            Graphs.base("Objects, with versions that were replaced", Graphs.HALF)
                .left(List.of(daily("NumberOfObjects", "AllStorageTypes")))
                .start("-P14D")
                .build()));
  }

  private void athena() {
    header("Athena", "Queries of the workgroup, by how they ended.");
    List<String> states = List.of("SUCCEEDED", "FAILED", "CANCELED");
    rows.add(
        List.of(
            queries("Bytes scanned", states, "ProcessedBytes", UnaryOperator.identity()),
            queries(
                "Queries",
                states,
                "TotalExecutionTime",
                metric ->
                    metric.with(MetricOptions.builder().statistic(Stats.SAMPLE_COUNT).build())),
            Graphs.graph(
                "Time of those that succeeded, ms, p95",
                Graphs.THIRD,
                Stream.of("TotalExecutionTime", "QueryQueueTime", "QueryPlanningTime")
                    .flatMap(metric ->
                        Metrics.QUERY_TYPES.stream()
                            .map(type ->
                                Graphs.labelled(
                                    Graphs.p95(metrics.queries("SUCCEEDED", type, metric)),
                                    metric + " " + type)))
                    .toList())));
  }

  private IWidget queries(
      String title, List<String> states, String metric, UnaryOperator<Metric> as) {
    return Graphs.graph(
        title,
        Graphs.THIRD,
        states.stream()
            .flatMap(state ->
                Metrics.QUERY_TYPES.stream()
                    .map(type ->
                        Graphs.labelled(
                            as.apply(metrics.queries(state, type, metric)), state + " " + type)))
            .toList());
  }

  private void curations() {
    header(
        "Curations",
        "Executions of the state machine, runs of windows, and the table of what is looked up.");
    rows.add(
        List.of(
            Graphs.graph(
                "Executions",
                Graphs.THIRD,
                Stream.of(
                        "ExecutionsStarted",
                        "ExecutionsSucceeded",
                        "ExecutionsFailed",
                        "ExecutionsAborted",
                        "ExecutionsTimedOut")
                    .map(metrics::executions)
                    .toList()),
            Graphs.graph(
                "Runs",
                Graphs.THIRD,
                counts(OperationalCount.RUNS_SUCCEEDED, OperationalCount.RUNS_FAILED)),
            Graphs.graph(
                "Rows served, units of capacity",
                Graphs.THIRD,
                List.of(
                    metrics.served("ConsumedWriteCapacityUnits"),
                    metrics.served("ConsumedReadCapacityUnits")))));
  }

  private void partitions() {
    header("Partitions", "Hours of tables that became visible to SQL.");
    rows.add(
        List.of(
            Graphs.graph(
                "Registered, and tables that could not be done",
                Graphs.WHOLE,
                counts(
                    OperationalCount.PARTITIONS_REGISTERED,
                    OperationalCount.REGISTRATIONS_FAILED))));
  }

  private void header(String title, String about) {
    rows.add(List.of(Graphs.header(title, about)));
  }

  private List<Metric> counts(OperationalCount... counts) {
    return Arrays.stream(counts).map(metrics::count).toList();
  }

  private void byTable(String title, Function<TableDefinition, Metric> of) {
    addAll(Graphs.byTable(title, Graphs.HALF, tables, of));
  }

  /** Places two graphs in a row. */
  private void addAll(List<IWidget> halves) {
    for (IWidget half : halves) {
      List<IWidget> last = rows.getLast();
      if (last.size() == 1 && last.getFirst().getWidth().intValue() == Graphs.HALF) {
        rows.set(rows.size() - 1, List.of(last.getFirst(), half));
      } else {
        rows.add(List.of(half));
      }
    }
  }

  private IWidget byFunction(String title, Function<LambdaFunction, Metric> of) {
    return Graphs.graph(
        title,
        Graphs.THIRD,
        Arrays.stream(LambdaFunction.values())
            .map(function -> Graphs.labelled(of.apply(function), function.module()))
            .toList());
  }

  private Metric daily(String metric, String storage) {
    return metrics
        .data(metric, storage)
        .with(
            MetricOptions.builder()
                .period(Duration.days(1))
                .statistic(Stats.AVERAGE) // the only one that S3 gives
                .label(storage)
                .build());
  }

  private static Metric slow(Metric metric) {
    return metric.with(MetricOptions.builder().period(FIREHOSE).build());
  }

  private static Metric average(Metric metric) {
    return metric.with(MetricOptions.builder().statistic(Stats.AVERAGE).build());
  }
}
