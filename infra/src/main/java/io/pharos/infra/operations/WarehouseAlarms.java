package io.pharos.infra.operations;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.OperationalCount;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import io.pharos.infra.warehouse.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.constructs.Construct;

/**
 * The alarms: on sums and rates, never on averages of data points. Each metric of an alarm costs.
 * So alarms with the same remedy for all tables look at one sum of the stack. A table has its own
 * alarms if its shards or its flush interval set the threshold, or if Firehose counts only by
 * delivery.
 */
final class WarehouseAlarms extends Construct {
  private static final double ERROR_PERCENT = 1;
  private static final double REFUSED_PERCENT = 5;

  /** The least events or requests a minute for a rate. */
  private static final int FEW_A_MINUTE = 5;

  private static final double USED_PERCENT = 80;
  private static final Duration COUNTED_LATE = Duration.ofMinutes(10);

  /** The most queries at their limit of bytes in an hour. */
  private static final int FULL_SCANS_AN_HOUR = 10;

  private final ServerlessDataWarehouse warehouse;
  private final Metrics metrics;
  private final SnsAction failures;
  private final List<Alarm> all = new ArrayList<>();
  private final List<Alarm> data = new ArrayList<>();
  private final Map<LambdaFunction, Alarm> errors = new EnumMap<>(LambdaFunction.class);

  WarehouseAlarms(Construct scope, String id, ServerlessDataWarehouse warehouse, Metrics metrics) {
    super(scope, id);
    this.warehouse = warehouse;
    this.metrics = metrics;
    failures = new SnsAction(warehouse.messages().failures());
    requests();
    events();
    functions();
    partitions();
    queries();
    if (warehouse.curationStateMachine().isPresent()) {
      runs();
    }
    warehouse.listCurations().stream()
        .filter(curation -> curation.output().serve().isPresent())
        .forEach(this::served);
    warehouse.streamingTables().forEach(this::table);
  }

  /** Every alarm. */
  List<Alarm> all() {
    return List.copyOf(all);
  }

  /**
   * The alarms that roll back a new version of a function: those about the data, and about the
   * function's own errors.
   */
  List<Alarm> ofDeployment(LambdaFunction function) {
    List<Alarm> alarms = new ArrayList<>(data);
    Alarm own = errors.get(function);
    if (own != null && !alarms.contains(own)) {
      alarms.add(own);
    }
    return alarms;
  }

  private void requests() {
    Alarm beacon = errorRate(AlarmKind.BEACON_ERRORS, LambdaFunction.BEACON);
    data.add(beacon);
    errors.put(LambdaFunction.BEACON, beacon);
    if (warehouse.api().isPresent()) {
      data.add(
          above(
              AlarmKind.API_ERRORS,
              ERROR_PERCENT,
              Signal.formula(
                  "IF(failed > %d, 100 * failed / all, 0)".formatted(FEW_A_MINUTE),
                  Map.of("failed", metrics.api("5xx"), "all", metrics.api("Count")))));
    }
  }

  private void events() {
    Signal refused =
        Signal.formula(
            "IF(refused > %d, 100 * refused / (accepted + refused), 0)".formatted(FEW_A_MINUTE),
            Map.of(
                "refused", metrics.count(OperationalCount.EVENTS_QUARANTINED),
                "accepted", metrics.count(OperationalCount.EVENTS_ACCEPTED)));
    data.add(above(AlarmKind.QUARANTINE_RATE, REFUSED_PERCENT, refused));
    data.add(
        above(
            AlarmKind.THROTTLING, 0, Signal.sum(metrics.count(OperationalCount.EVENTS_THROTTLED))));
    above(
        AlarmKind.NOT_PROCESSED,
        0,
        Signal.sum(metrics.count(OperationalCount.RECORDS_NOT_PROCESSED)));
  }

  /** The errors of an asynchronously called function, none of which is normal. */
  private void functions() {
    errors.put(
        LambdaFunction.TRAFFIC_API,
        errorRate(AlarmKind.TRAFFIC_API_ERRORS, LambdaFunction.TRAFFIC_API));
    anyError(AlarmKind.REALTIME_METRICS_ERRORS, LambdaFunction.REALTIME_METRICS);
    anyError(AlarmKind.PREPROCESSOR_ERRORS, LambdaFunction.PREPROCESSOR);
    anyError(AlarmKind.CURATION_ERRORS, LambdaFunction.CURATION);
    // The counter is the only function that reads streams: its maximum is that of the latest one.
    above(
        AlarmKind.ITERATOR_AGE,
        (double) COUNTED_LATE.toMillis(),
        Signal.maximum(metrics.function(LambdaFunction.REALTIME_METRICS, "IteratorAge")));
    above(
        AlarmKind.FAILED_CALLS,
        0,
        Signal.maximum(metrics.failedCalls("ApproximateNumberOfMessagesVisible")));
  }

  /**
   * Partitions: a new one is due for every table each hour, and missing data means that none was
   * registered. The alarm waits two hours beyond the pause of the schedule, which is well before
   * the hours registered ahead run out.
   */
  private void partitions() {
    Alarm failed =
        above(
            AlarmKind.PARTITIONER_ERRORS,
            0,
            Signal.formula(
                "failed + errors",
                Map.of(
                    "failed", metrics.count(OperationalCount.REGISTRATIONS_FAILED),
                    "errors", metrics.function(LambdaFunction.PARTITIONER, "Errors"))));
    data.add(failed);
    errors.put(LambdaFunction.PARTITIONER, failed);
    warehouse.streamingTables().stream()
        .flatMap(table -> table.partition().stream())
        .flatMap(partition -> Gaps.longest(partition.schedule()).stream())
        .min(Duration::compareTo)
        .flatMap(gap -> hours(gap.plusHours(2)))
        .ifPresent(hours ->
            data.add(
                none(
                    AlarmKind.PARTITIONS_STALE,
                    "",
                    hours,
                    Signal.sum(metrics.count(OperationalCount.PARTITIONS_REGISTERED)))));
  }

  /**
   * The billed bytes: scans of queries that succeeded or were cancelled, not of those that failed.
   */
  private void queries() {
    SortedMap<String, Metric> scanned = new TreeMap<>();
    for (String state : List.of("SUCCEEDED", "CANCELED")) {
      for (String type : Metrics.QUERY_TYPES) {
        scanned.put(
            (state + "_" + type).toLowerCase(Locale.ROOT),
            metrics.queries(state, type, "ProcessedBytes"));
      }
    }
    above(
        AlarmKind.BYTES_SCANNED,
        (double) warehouse.options().queryScanLimit() * FULL_SCANS_AN_HOUR,
        Signal.formula(String.join(" + ", scanned.keySet()), scanned));
  }

  private void runs() {
    above(
        AlarmKind.CURATIONS_FAILED,
        0,
        Signal.formula(
            "runs + failed + aborted + timed_out",
            Map.of(
                "runs", metrics.count(OperationalCount.RUNS_FAILED),
                "failed", metrics.executions("ExecutionsFailed"),
                "aborted", metrics.executions("ExecutionsAborted"),
                "timed_out", metrics.executions("ExecutionsTimedOut"))));
  }

  /** For curations whose schedule fires within the days that an alarm looks back. */
  private void served(CurationDefinition curation) {
    if (curation.enabled()) {
      curation
          .schedule()
          .flatMap(Gaps::longest)
          .flatMap(gap -> hours(gap.plus(curation.timeout()).plusHours(1)))
          .ifPresent(hours ->
              none(
                  AlarmKind.SERVED_STALE,
                  "-" + curation.name(),
                  hours,
                  Signal.sum(metrics.count(curation.name(), OperationalCount.RUNS_SUCCEEDED))));
    }
  }

  private void table(TableDefinition table) {
    if (!table.stream().onDemand()) {
      capacity(table);
    }
    above(
        AlarmKind.DELIVERY_LATE,
        "-" + table.name(),
        (double) table.flush().queryableWithin().toSeconds(),
        Signal.formula(
            "waiting + behind / 1000",
            Map.of(
                "waiting", Signal.largest(metrics.delivery(table, "DeliveryToS3.DataFreshness")),
                "behind", Signal.largest(metrics.delivery(table, "KinesisMillisBehindLatest")))));
    if (table.format() != TableDefinition.Format.JSON) { // nothing is converted to JSON
      above(
          AlarmKind.DELIVERY_FAILED,
          "-" + table.name(),
          0,
          Signal.sum(metrics.delivery(table, "FailedConversion.Records")));
    }
  }

  /**
   * The capacity of a stream with shards; a stream on demand has none, and throttles when it cannot
   * follow.
   */
  private void capacity(TableDefinition table) {
    long shardMinutes = table.stream().shards() * 60L;
    above(
        AlarmKind.STREAM_CAPACITY,
        "-" + table.name(),
        USED_PERCENT,
        Signal.formula(
            "MAX([100 * bytes / %d, 100 * records / %d])"
                .formatted(
                    shardMinutes * Shard.BYTES_PER_SECOND, shardMinutes * Shard.RECORDS_PER_SECOND),
            Map.of(
                "bytes", metrics.stream(table, "IncomingBytes"),
                "records", metrics.stream(table, "IncomingRecords"))));
  }

  private Alarm errorRate(AlarmKind kind, LambdaFunction function) {
    return above(
        kind,
        ERROR_PERCENT,
        percent(metrics.function(function, "Errors"), metrics.function(function, "Invocations")));
  }

  private void anyError(AlarmKind kind, LambdaFunction function) {
    errors.put(function, above(kind, 0, Signal.sum(metrics.function(function, "Errors"))));
  }

  private static Signal percent(Metric part, Metric whole) {
    return Signal.formula("100 * part / whole", Map.of("part", part, "whole", whole));
  }

  /** A time in whole hours; empty if it is longer than an alarm looks back. */
  private static Optional<Integer> hours(Duration duration) {
    return Optional.of((int) duration.plusMinutes(59).toHours())
        .filter(hours -> hours <= Gaps.MOST.toHours());
  }

  private Alarm above(AlarmKind kind, double threshold, Signal signal) {
    return above(kind, "", threshold, signal);
  }

  private Alarm above(AlarmKind kind, String subject, double threshold, Signal signal) {
    return add(
        alarm(kind, subject, signal)
            .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
            .threshold(threshold)
            .evaluationPeriods(kind.periods())
            .datapointsToAlarm(kind.breaching()));
  }

  /** Rises if nothing was counted for this many periods. */
  private Alarm none(AlarmKind kind, String subject, int periods, Signal signal) {
    return add(
        alarm(kind, subject, signal)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .threshold(1)
            .evaluationPeriods(periods)
            .datapointsToAlarm(periods));
  }

  private Alarm.Builder alarm(AlarmKind kind, String subject, Signal signal) {
    return Alarm.Builder.create(this, kind.text() + subject)
        .alarmName(warehouse.names().stack() + "-" + kind.text() + subject)
        .alarmDescription(kind.description())
        .metric(signal.over(kind.period()))
        .treatMissingData(kind.missing());
  }

  private Alarm add(Alarm.Builder builder) {
    Alarm alarm = builder.build();
    alarm.addAlarmAction(failures);
    all.add(alarm);
    return alarm;
  }
}
