package io.pharos.infra.cost;

import java.util.List;

/**
 * Answers to the internet. Incoming traffic is free, and so is traffic within the region without a
 * VPC.
 */
final class TransferCost implements ServiceCost {
  private static final double BYTES_PER_EVENT = 75;

  @Override
  public List<Charge> charges(Load load) {
    double answer = Assumption.ANSWER_BYTES.value() + BYTES_PER_EVENT * load.batch();
    return List.of(
        out("answers to events", load.requestsPerMonth() * answer),
        out("look-ups", load.lookupsPerMonth() * Assumption.LOOKUP_BYTES.value()));
  }

  private static Charge out(String what, double bytes) {
    return new Charge(Service.TRANSFER, what, "transfer.gb-out", bytes / Units.GB);
  }
}
