package io.pharos.core.testing;

import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Outcome.Counts;
import io.pharos.core.curation.Run;
import java.time.Instant;

/** Outcomes of runs that a test makes up. */
public final class Outcomes {
  private Outcomes() {}

  /** One without rows. */
  public static Outcome of(Run.State state, Instant at) {
    return of(state, new Counts(0, 0, 0), at);
  }

  /**
   * One with nothing to say.
   *
   * @param at when it ended, where it has
   */
  public static Outcome of(Run.State state, Counts counts, Instant at) {
    return switch (state) {
      case RUNNING -> new Outcome.Running(counts);
      case PUBLISHING -> new Outcome.Publishing(counts, "");
      case SUCCEEDED -> new Outcome.Succeeded(counts, "", at);
      case FAILED -> new Outcome.Failed(counts, "", at);
    };
  }
}
