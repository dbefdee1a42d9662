package io.pharos.core.testing;

import io.pharos.core.serving.ServingTable;
import io.pharos.core.serving.ServingTableContractTest;

class InMemoryServingTableTest extends ServingTableContractTest {
  private final ServingTable table = new InMemoryServingTable();

  @Override
  protected ServingTable table() {
    return table;
  }
}
