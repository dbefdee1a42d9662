package io.pharos.infra.cost;

/** Objects written to the bucket in a month. */
final class LakeFiles {
  /** As the shipped tables flush. */
  private static final Buffer FLUSH = new Buffer(900, 64 * Units.MB);

  private LakeFiles() {}

  /** Parquet files; as many raw ones are written beside them. */
  static double lake(Load load) {
    return files(load, 1);
  }

  static double quarantine(Load load) {
    return files(load, Assumption.QUARANTINED.value());
  }

  /** Files that runs of curations write, even without events. */
  static double curated(Load load) {
    return CurationRuns.runs(load) * Assumption.OUTPUT_FILES.value();
  }

  private static double files(Load load, double share) {
    double tables = load.tables();
    return tables
        * FLUSH.perMonth(
            load.recordsPerSecond() * share / tables, load.bytesPerSecond() * share / tables);
  }
}
