package io.pharos.infra.cost;

import java.util.List;

/**
 * A cost goal of a warehouse with a pair of tables.
 *
 * @param dollars a month if idle, otherwise for a million events
 */
record Goal(String what, double dollars, Estimate estimate) {
  private static final double RATE = 100;
  private static final int PAIR = 2;

  /** The goals, for events of this size. */
  static List<Goal> of(Load shape, PriceList prices) {
    return List.of(
        goal("a million single events at 100/s", 2.00, shape, RATE, 1, prices),
        goal("a million in batches of 100 at 100/s", 0.20, shape, RATE, 100, prices),
        goal("idle, a month", 30.00, shape, 0, 1, prices));
  }

  private static Goal goal(
      String what, double dollars, Load shape, double rate, int batch, PriceList prices) {
    int fitting = Math.min(batch, Load.largestBatch(shape.eventBytes()));
    Load load = new Load(rate, shape.eventBytes(), fitting, 0, PAIR, shape.streams());
    return new Goal(what, dollars, Estimate.of(load, prices));
  }

  double actual() {
    return estimate.dollarsPerMillion().orElseGet(estimate::dollarsPerMonth);
  }

  boolean met() {
    return actual() < dollars;
  }

  /** Dollars of a month's bill in the unit of the goal. */
  double scaled(double dollarsPerMonth) {
    double month = estimate.dollarsPerMonth();
    return dollarsPerMonth / month * actual();
  }
}
