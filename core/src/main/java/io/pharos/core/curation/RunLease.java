package io.pharos.core.curation;

import io.pharos.core.definition.CurationName;
import java.time.Instant;

/**
 * Port: who may drive the runs of a curation. A lease has one owner at a time, until it expires.
 * Safe for many threads.
 */
public interface RunLease {
  /**
   * Takes a lease, or prolongs the owner's own.
   *
   * @return false if another owner has it, and it has not expired
   */
  boolean acquire(CurationName curation, String owner, Instant until);

  /** Whether an owner could take a lease now, or has it already. */
  boolean free(CurationName curation, String owner);

  /** Gives a lease back; one of another owner stays. */
  void release(CurationName curation, String owner);
}
