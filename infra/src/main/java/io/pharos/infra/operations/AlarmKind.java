package io.pharos.infra.operations;

import java.time.Duration;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;

/**
 * The kinds of alarms. Missing data counts as OK, unless the kind says otherwise.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">Missing
 *     data</a>
 */
enum AlarmKind {
  BEACON_ERRORS(
      "beacon-errors",
      "The beacon ends in an error for more than 1% of requests",
      When.TWO_OF_THREE_MINUTES),
  API_ERRORS(
      "api-errors",
      "More than 1% of requests, and more than 5 a minute, are answered 5xx",
      When.TWO_OF_THREE_MINUTES),
  QUARANTINE_RATE(
      "quarantine-rate",
      "More than 5% of events are refused, and more than 5 a minute",
      When.TWO_OF_THREE_MINUTES),
  THROTTLING("throttling", "Streams are full: events are not taken", When.TWO_OF_THREE_MINUTES),
  STREAM_CAPACITY(
      "stream-capacity",
      "A stream is used to more than 80% of its shards",
      When.THREE_OF_FIVE_MINUTES),
  ITERATOR_AGE(
      "iterator-age", "Events are counted more than 10 minutes late", When.TEN_MINUTES_ON_END),
  DELIVERY_LATE(
      "delivery-late",
      "Events are not in the lake when curations count on them",
      When.TEN_MINUTES_ON_END),
  DELIVERY_FAILED(
      "delivery-failed",
      "Records did not become files of the lake: they are in the errors folder",
      When.FIVE_MINUTES),
  NOT_PROCESSED(
      "not-processed",
      "Records could not be vetted: they are in the errors folder",
      When.FIVE_MINUTES),
  TRAFFIC_API_ERRORS(
      "traffic-api-errors", "More than 1% of look-ups end in an error", When.TWO_OF_THREE_MINUTES),
  REALTIME_METRICS_ERRORS(
      "realtime-metrics-errors",
      "A batch of events could not be counted",
      When.ANY_OF_FIVE_MINUTES),
  PREPROCESSOR_ERRORS(
      "preprocessor-errors", "A batch of records could not be vetted", When.ANY_OF_FIVE_MINUTES),
  PARTITIONER_ERRORS(
      "partitioner-errors",
      "Hours of tables could not be registered: SQL will not see them",
      When.ANY_OF_TWENTY_MINUTES),
  PARTITIONS_STALE(
      "partitions-stale",
      "No hour was registered for so long that several are due",
      When.AN_HOUR,
      TreatMissingData.BREACHING), // none registered is none told
  CURATION_ERRORS(
      "curation-errors", "A step of a curation ended in an error", When.ANY_OF_TWENTY_MINUTES),
  CURATIONS_FAILED(
      "curations-failed",
      "Runs of curations, or what runs them, did not end well",
      When.FIVE_MINUTES),
  SERVED_STALE(
      "served-stale",
      "A curation that is looked up has not succeeded since its schedule was due",
      When.AN_HOUR,
      TreatMissingData.BREACHING), // no run is none told
  FAILED_CALLS(
      "failed-calls",
      "Calls that nobody waited for failed for good: they wait in a queue",
      When.FIVE_MINUTES,
      TreatMissingData.IGNORE), // a queue that nobody looks into tells nothing, and still holds it
  BYTES_SCANNED(
      "bytes-scanned", "Queries scanned in an hour what ten may at the most", When.AN_HOUR);

  private final String text;
  private final String meaning;
  private final When when;
  private final TreatMissingData missing;

  /** How many of the last periods must be over the threshold. */
  private enum When {
    /** An error is counted at the start of its call, so a timeout after 2 minutes comes late. */
    ANY_OF_FIVE_MINUTES(Duration.ofMinutes(1), 1, 5),
    /** The same for calls of up to 15 minutes. */
    ANY_OF_TWENTY_MINUTES(Duration.ofMinutes(1), 1, 20),
    /** Ignores a single bad minute, and is soon enough for a canary of 5 minutes. */
    TWO_OF_THREE_MINUTES(Duration.ofMinutes(1), 2, 3),
    THREE_OF_FIVE_MINUTES(Duration.ofMinutes(1), 3, 5),
    FIVE_MINUTES(Duration.ofMinutes(5), 1, 1),
    TEN_MINUTES_ON_END(Duration.ofMinutes(5), 2, 2),
    AN_HOUR(Duration.ofHours(1), 1, 1);

    private final Duration period;
    private final int breaching;
    private final int periods;

    When(Duration period, int breaching, int periods) {
      this.period = period;
      this.breaching = breaching;
      this.periods = periods;
    }
  }

  AlarmKind(String text, String meaning, When when) {
    this(text, meaning, when, TreatMissingData.NOT_BREACHING);
  }

  AlarmKind(String text, String meaning, When when, TreatMissingData missing) {
    this.text = text;
    this.meaning = meaning;
    this.when = when;
    this.missing = missing;
  }

  /** The part of an alarm's name after the stack's, and its section in docs/runbook.md. */
  String text() {
    return text;
  }

  String description() {
    return meaning + ". What to do: docs/runbook.md#" + text;
  }

  Duration period() {
    return when.period;
  }

  int breaching() {
    return when.breaching;
  }

  int periods() {
    return when.periods;
  }

  TreatMissingData missing() {
    return missing;
  }
}
