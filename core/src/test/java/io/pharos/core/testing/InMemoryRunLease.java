package io.pharos.core.testing;

import io.pharos.core.curation.RunLease;
import io.pharos.core.definition.CurationName;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Leases in memory. */
public final class InMemoryRunLease implements RunLease {
  private record Lease(String owner, Instant until) {}

  private final Map<CurationName, Lease> leases = new HashMap<>();
  private final Clock clock;

  public InMemoryRunLease(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized boolean acquire(CurationName curation, String owner, Instant until) {
    if (!free(curation, owner)) {
      return false;
    }
    leases.put(curation, new Lease(owner, until));
    return true;
  }

  @Override
  public synchronized boolean free(CurationName curation, String owner) {
    Lease taken = leases.get(curation);
    return taken == null || taken.owner().equals(owner) || taken.until().isBefore(clock.instant());
  }

  @Override
  public synchronized void release(CurationName curation, String owner) {
    leases.computeIfPresent(curation, (name, lease) -> lease.owner().equals(owner) ? null : lease);
  }
}
