package io.pharos.core.testing;

import io.pharos.core.curation.RunLease;
import io.pharos.core.curation.RunLeaseContractTest;

class InMemoryRunLeaseTest extends RunLeaseContractTest {
  private final RunLease lease = new InMemoryRunLease(clock);

  @Override
  protected RunLease lease() {
    return lease;
  }
}
