package io.pharos.core.deployment;

/**
 * The counts of the functions on AWS, as CloudWatch metrics of the namespace {@link #NAMESPACE}: by
 * stack, and by stack, database and table.
 */
public enum OperationalCount {
  EVENTS_ACCEPTED("EventsAccepted"),
  EVENTS_COUNTED("EventsCounted"),
  EVENTS_MALFORMED("EventsMalformed"),
  EVENTS_NOT_TAKEN("EventsNotTaken"),
  EVENTS_PASSED("EventsPassed"),
  EVENTS_QUARANTINED("EventsQuarantined"),
  EVENTS_THROTTLED("EventsThrottled"),
  EVENTS_TOO_OLD("EventsTooOld"),
  PARTITIONS_REGISTERED("PartitionsRegistered"),
  RECORDS_NOT_PROCESSED("RecordsNotProcessed"),
  REGISTRATIONS_FAILED("RegistrationsFailed"),
  RUNS_FAILED("RunsFailed"),
  RUNS_SUCCEEDED("RunsSucceeded");

  /** The namespace of the counts. */
  public static final String NAMESPACE = "Pharos";

  private final String metric;

  OperationalCount(String metric) {
    this.metric = metric;
  }

  /** The name of the metric. */
  public String metric() {
    return metric;
  }
}
