package io.pharos.infra.cost;

import java.util.List;

/** Served rows, look-ups, and the history of runs. */
final class DynamoDbCost implements ServiceCost {
  /** The run, its states, the lease. */
  private static final double WRITES_PER_RUN = 8;

  private static final double READS_PER_RUN = 20;

  /** The longest time of the publishing function. */
  private static final double PUBLISH_SECONDS = 900;

  @Override
  public List<Charge> charges(Load load) {
    double runs = CurationRuns.runs(load);
    double stored =
        load.keysPerDay()
            * Units.DAYS
            * Assumption.SERVED_BYTES.value()
            * Assumption.KEPT_MONTHS.value();
    return List.of(
        new Charge(
            Service.DYNAMODB, "served rows", "dynamodb.writes", CurationRuns.servedRows(load)),
        new Charge(Service.DYNAMODB, "runs", "dynamodb.writes", runs * WRITES_PER_RUN),
        new Charge(Service.DYNAMODB, "runs", "dynamodb.reads", runs * READS_PER_RUN),
        new Charge(Service.DYNAMODB, "look-ups", "dynamodb.reads", load.lookupsPerMonth()),
        new Charge(Service.DYNAMODB, "served rows", "dynamodb.gb-months", stored / Units.GB));
  }

  @Override
  public List<Limit> limits(Load load) {
    double rows = PUBLISH_SECONDS * 1000 / Assumption.CURATION_MILLIS_ROW.value();
    return List.of(
        new Limit(
            Service.DYNAMODB,
            "15 minutes to publish a window",
            rows * Assumption.EVENTS_PER_KEY.value() / 86_400,
            "window: {unit: hour} in the curation; fewer keys"));
  }
}
