package io.pharos.infra.cost;

import java.util.List;

/** The scans of the shipped curations, without queries of people. */
final class AthenaCost implements ServiceCost {
  /** The least bytes billed for a query. */
  private static final double LEAST_BYTES = 10 * Units.MB;

  @Override
  public List<Charge> charges(Load load) {
    double lake = load.bytesPerSecond() * 86_400 * Units.DAYS * Assumption.LAKE_SIZE.value();
    double scanned = lake * CurationRuns.readings(load);
    double least = CurationRuns.runs(load) * LEAST_BYTES;
    double small = least * Assumption.SMALL_QUERIES.value();
    return List.of(
        new Charge(Service.ATHENA, "curations", "athena.tb", Math.max(scanned, least) / Units.TB),
        new Charge(Service.ATHENA, "served rows", "athena.tb", small / Units.TB));
  }

  @Override
  public List<Limit> limits(Load load) {
    return List.of(
        new Limit(
            Service.ATHENA,
            "2 billion events a window (assumed)",
            Assumption.CURATION_ROWS.value() / 86_400,
            "window: {unit: hour} in the curation; fewer restated windows"));
  }
}
