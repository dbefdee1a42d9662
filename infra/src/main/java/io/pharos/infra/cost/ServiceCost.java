package io.pharos.infra.cost;

import java.util.List;

/** What one service bills, and where it ends. */
interface ServiceCost {
  List<Charge> charges(Load load);

  /** By the shape of a load, whatever its rate. */
  default List<Limit> limits(Load load) {
    return List.of();
  }
}
