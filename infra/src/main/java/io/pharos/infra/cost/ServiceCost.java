package io.pharos.infra.cost;

import java.util.List;

/** The charges of one service, and its limits. */
interface ServiceCost {
  List<Charge> charges(Load load);

  /** The limits for the shape of a load, at any rate. */
  default List<Limit> limits(Load load) {
    return List.of();
  }
}
