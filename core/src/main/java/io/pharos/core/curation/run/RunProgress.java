package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.query.Statement;
import java.time.Instant;

/** What the driver must do next for a run. */
public sealed interface RunProgress {
  Run run();

  /**
   * Start a statement, wait until it has ended, and call {@link CurationRunner#attempt}.
   *
   * @param deadline when to cancel it and fail the run
   */
  record Asking(RunState state, Statement statement, Instant deadline) implements RunProgress {
    @Override
    public Run run() {
      return state.run();
    }
  }

  /** Call {@link CurationRunner#attempt} once more: the same statement has more rows. */
  record Going(RunState state) implements RunProgress {
    @Override
    public Run run() {
      return state.run();
    }
  }

  /** It has succeeded or failed. */
  record Ended(Run run) implements RunProgress {}
}
