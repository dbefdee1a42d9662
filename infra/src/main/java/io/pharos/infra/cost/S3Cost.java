package io.pharos.infra.cost;

import java.util.List;

/** Requests and storage of the lake, the raw archive and the quarantine. */
final class S3Cost implements ServiceCost {
  /** Footer and columns. */
  private static final double GETS_PER_FILE = 3;

  /** Year, month and days that the partitioner looks into, a table and hour. */
  private static final double LISTS_PER_TABLE = 6;

  @Override
  public List<Charge> charges(Load load) {
    return List.of(
        puts("files of the lake", LakeFiles.lake(load)),
        puts("files of the raw archive", LakeFiles.lake(load)),
        puts("files of the quarantine", LakeFiles.quarantine(load)),
        puts("files of the curations", LakeFiles.curated(load)),
        puts("lists of the partitioner", load.tables() * LISTS_PER_TABLE * Units.HOURS),
        puts("lists of Athena", CurationRuns.foldersRead(load)),
        new Charge(Service.S3, "reads of Athena", "s3.gets", reads(load)),
        stored("lake", load, Assumption.LAKE_SIZE.value()),
        stored("curated tables", load, Assumption.CURATED_SIZE.value()),
        stored("raw archive", load, Assumption.RAW_SIZE.value()),
        stored("quarantine", load, Assumption.QUARANTINED.value()));
  }

  static double reads(Load load) {
    return LakeFiles.lake(load) * CurationRuns.readings(load) * GETS_PER_FILE;
  }

  private static Charge puts(String what, double count) {
    return new Charge(Service.S3, what, "s3.puts", count);
  }

  private static Charge stored(String what, Load load, double share) {
    return new Charge(
        Service.S3,
        what,
        "s3.gb-months",
        load.gigabytesPerMonth() * share * Assumption.KEPT_MONTHS.value());
  }
}
