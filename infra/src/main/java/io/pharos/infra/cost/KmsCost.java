package io.pharos.infra.cost;

import java.util.List;

/** Requests to AWS's own keys for bucket and streams; the keys themselves cost nothing. */
final class KmsCost implements ServiceCost {
  /** A bucket key spares the others. */
  private static final double OBJECTS_PER_REQUEST = 100;

  @Override
  public List<Charge> charges(Load load) {
    double objects =
        LakeFiles.lake(load) * 2
            + LakeFiles.quarantine(load)
            + LakeFiles.curated(load)
            + S3Cost.reads(load);
    return List.of(
        new Charge(
            Service.KMS,
            "streams",
            "kms.requests",
            load.tables() * Assumption.KINESIS_KEY_REQUESTS.value()),
        new Charge(Service.KMS, "objects", "kms.requests", objects / OBJECTS_PER_REQUEST));
  }
}
