package io.pharos.infra.cost;

import java.util.List;

/**
 * The price of a service, by the quantity of a month.
 *
 * @param source the page it is published on
 * @param tiers in ascending order; the first begins at 0
 */
record Price(String name, String unit, String source, List<Tier> tiers) {
  /** Dollars for each {@code per} from a quantity on. */
  record Tier(double from, double dollars, double per) {
    Tier {
      if (!(from >= 0 && dollars > 0 && per > 0)) {
        throw new IllegalArgumentException("a price and its quantity are above 0");
      }
    }
  }

  Price {
    tiers = List.copyOf(tiers);
    if (tiers.getFirst().from() != 0) {
      throw new IllegalArgumentException(name + ": the first price is from 0 on");
    }
    for (int i = 1; i < tiers.size(); i++) {
      if (tiers.get(i).from() <= tiers.get(i - 1).from()) {
        throw new IllegalArgumentException(name + ": quantities ascend");
      }
    }
  }

  /** Dollars for the quantity of a month, each part by its own tier. */
  double cost(double quantity) {
    double dollars = 0;
    for (int i = 0; i < tiers.size(); i++) {
      double to = i + 1 < tiers.size() ? tiers.get(i + 1).from() : Double.POSITIVE_INFINITY;
      Tier tier = tiers.get(i);
      double part = Math.max(0, Math.min(quantity, to) - tier.from());
      dollars += part / tier.per() * tier.dollars();
    }
    return dollars;
  }
}
