package io.pharos.core.curation;

import io.pharos.core.definition.CurationName;
import java.time.Instant;

/**
 * Port: who may drive the runs of a curation. There is one at a time, until its time is over. Safe
 * for many threads.
 */
public interface RunLease {
  /**
   * Takes a lease, or prolongs the owner's own.
   *
   * @return false where another owner has it, and its time is not over
   */
  boolean acquire(CurationName curation, String owner, Instant until);

  /** Whether an owner could take a lease now, or has it. */
  boolean free(CurationName curation, String owner);

  /** Gives a lease back; one of another owner stays. */
  void release(CurationName curation, String owner);
}
