package io.pharos.infra.cost;

import java.util.List;

/** Delivery of the streams into the lake, and of refused events into quarantine. */
final class FirehoseCost implements ServiceCost {
  /** A refused event is a record of its own, with its reason and the bytes as sent. */
  private static final int REASON_BYTES = 300;

  @Override
  public List<Charge> charges(Load load) {
    double in = load.requestsPerMonth() * load.packing().firehoseBytes() / Units.GB;
    double refused =
        load.eventsPerMonth()
            * Assumption.QUARANTINED.value()
            * Packing.of(load.eventBytes() + REASON_BYTES, 1).firehoseBytes()
            / Units.GB;
    return List.of(
        new Charge(Service.FIREHOSE, "into the lake", "firehose.gb", in),
        new Charge(Service.FIREHOSE, "JSON to Parquet", "firehose.conversion-gb", in),
        new Charge(Service.FIREHOSE, "into quarantine", "firehose.gb", refused));
  }
}
