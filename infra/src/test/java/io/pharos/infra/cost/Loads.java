package io.pharos.infra.cost;

/** Loads of events of 200 bytes on a pair of tables. */
final class Loads {
  static final PriceList PRICES = PriceList.shipped();

  /** Events of a month at one a second. */
  static final double MONTH = 2_628_000;

  private Loads() {}

  static Load single(double rate) {
    return batches(rate, 1);
  }

  static Load batches(double rate, int batch) {
    return new Load(rate, 200, batch, 0, 2, StreamMode.SHARDS);
  }

  static Load lookups(double rate) {
    return new Load(0, 200, 1, rate, 2, StreamMode.SHARDS);
  }

  static Load onDemand(double rate) {
    return new Load(rate, 200, 1, 0, 2, StreamMode.ON_DEMAND);
  }
}
