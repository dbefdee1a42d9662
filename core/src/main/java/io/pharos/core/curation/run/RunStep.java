package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of a run: a statement for the engine, if it needs one, and what it does with the result. A
 * step may be repeated after an error, and is idempotent.
 */
interface RunStep {
  /** Its name in the state of a run. */
  String name();

  /** Whether readers may see its effect. */
  default boolean publishes() {
    return false;
  }

  /** The statement whose result it reads; empty if it needs none. */
  Optional<Statement> asks(RunContext run);

  /**
   * Takes the step.
   *
   * @throws io.pharos.core.query.RefusedStatement if the run cannot go on, with the reason
   */
  Taken take(RunContext run, Answer answer);

  /**
   * The engine's result of the statement.
   *
   * @param query its id; empty if there was no statement
   * @param from the position to continue at in its rows
   * @param until when to stop, and continue with another call
   */
  record Answer(String query, QueryStatus.Succeeded end, Optional<String> from, Instant until) {
    static final Answer NONE =
        new Answer("", new QueryStatus.Succeeded(0, 0), Optional.empty(), Instant.MAX);
  }

  /**
   * The run after a step.
   *
   * @param from the position to continue at in the rows; empty if the step is done
   */
  record Taken(Run run, Optional<String> from) {
    static Taken done(Run run) {
      return new Taken(run, Optional.empty());
    }
  }
}
