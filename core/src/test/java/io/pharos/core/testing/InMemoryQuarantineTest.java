package io.pharos.core.testing;

import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.QuarantineContractTest;

class InMemoryQuarantineTest extends QuarantineContractTest {
  private final InMemoryQuarantine quarantine = new InMemoryQuarantine();

  @Override
  protected Quarantine quarantine() {
    return quarantine;
  }
}
