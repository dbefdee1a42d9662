package io.pharos.infra.cost;

import java.util.List;

/** Requests to the catalog, and its storage. */
final class GlueCost implements ServiceCost {
  /** Pages of 1,000 of a year's partitions, the table, the new partition, and its indexes. */
  private static final double REQUESTS_PER_TABLE_HOUR = 12;

  /** Requests for work table, partitions and switch, and Athena's own. */
  private static final double REQUESTS_PER_RUN = 20;

  @Override
  public List<Charge> charges(Load load) {
    return List.of(
        new Charge(
            Service.GLUE,
            "partitioner",
            "glue.requests",
            load.tables() * REQUESTS_PER_TABLE_HOUR * Units.HOURS),
        new Charge(
            Service.GLUE, "curations", "glue.requests", CurationRuns.runs(load) * REQUESTS_PER_RUN),
        new Charge(
            Service.GLUE,
            "partitions",
            "glue.objects",
            load.tables() * Assumption.PARTITIONS_KEPT.value()));
  }
}
