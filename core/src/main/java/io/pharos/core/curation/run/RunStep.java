package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.Statement;
import java.time.Instant;
import java.util.Optional;

/**
 * A part of a run: a statement for the engine, where it needs one, and what is done with its
 * answer. A step may be taken again after a fault: it leaves the same as if it was taken once.
 */
interface RunStep {
  /** What it is called in the state of a run. */
  String name();

  /** Whether readers may see what it does. */
  default boolean publishes() {
    return false;
  }

  /** The statement whose answer it takes; empty where it needs none. */
  Optional<Statement> asks(RunContext run);

  /**
   * Takes the step.
   *
   * @throws io.pharos.core.query.RefusedStatement where the run cannot go on, with the reason
   */
  Taken take(RunContext run, Answer answer);

  /**
   * What the engine says to the statement.
   *
   * @param query its id; empty where there was no statement
   * @param from where in its rows to go on
   * @param until when to stop, and to go on with another call
   */
  record Answer(String query, QueryStatus.Succeeded end, Optional<String> from, Instant until) {
    static final Answer NONE =
        new Answer("", new QueryStatus.Succeeded(0, 0), Optional.empty(), Instant.MAX);
  }

  /**
   * How the run is then.
   *
   * @param from where in the rows to go on; empty where the step is done
   */
  record Taken(Run run, Optional<String> from) {
    static Taken done(Run run) {
      return new Taken(run, Optional.empty());
    }
  }
}
