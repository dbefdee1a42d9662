package io.pharos.core.testing;

import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.RunHistoryContractTest;

class InMemoryRunHistoryTest extends RunHistoryContractTest {
  private final RunHistory history = new InMemoryRunHistory();

  @Override
  protected RunHistory history() {
    return history;
  }
}
