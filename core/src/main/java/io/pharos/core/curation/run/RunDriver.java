package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.RunProgress.Asking;
import io.pharos.core.curation.run.RunProgress.Going;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.window.Window;
import java.time.Clock;
import java.time.Instant;

/**
 * Drives runs in one process: starts their statements and follows their progress. It never waits:
 * call it again after a pause. A run that meets an error fails.
 */
public final class RunDriver {
  private final CurationRunner runner;
  private final QueryEngine engine;
  private final Clock clock;

  public RunDriver(CurationRunner runner, QueryEngine engine, Clock clock) {
    this.runner = runner;
    this.engine = engine;
    this.clock = clock;
  }

  /** A run that is driven. */
  public sealed interface Driven {
    Run run();

    /** A statement of it runs. */
    record Waiting(CurationDefinition curation, Asking asking, String query) implements Driven {
      @Override
      public Run run() {
        return asking.run();
      }
    }

    /** It has succeeded or failed. */
    record Ended(Run run) implements Driven {}
  }

  /** Starts a run; a run that cannot start fails at once. */
  public Driven start(CurationDefinition curation, Window window) {
    Asking asking;
    try {
      asking = runner.prepare(curation, window);
    } catch (RuntimeException e) {
      return new Driven.Ended(runner.fail(curation, window, reason(e)).run());
    }
    return ask(curation, asking);
  }

  private Driven ask(CurationDefinition curation, Asking asking) {
    try {
      return new Driven.Waiting(curation, asking, engine.start(asking.statement()));
    } catch (RuntimeException e) {
      return failed(asking.run(), reason(e));
    }
  }

  /** Checks a run's progress and does the next thing; a run that has ended stays as it is. */
  public Driven advance(Driven driven) {
    return switch (driven) {
      case Driven.Ended ended -> ended;
      case Driven.Waiting waiting -> look(waiting);
    };
  }

  private Driven look(Driven.Waiting waiting) {
    try {
      if (!(engine.status(waiting.query()) instanceof QueryStatus.Running)) {
        return take(waiting);
      }
      return clock.instant().isBefore(waiting.asking().deadline()) ? waiting : timedOut(waiting);
    } catch (RuntimeException e) {
      return failed(waiting.run(), reason(e));
    }
  }

  private Driven timedOut(Driven.Waiting waiting) {
    engine.cancel(waiting.query());
    return failed(
        waiting.run(),
        "it took longer than its timeout of "
            + waiting.curation().timeout().toSeconds()
            + " s and was cancelled");
  }

  private Driven take(Driven.Waiting waiting) {
    CurationDefinition curation = waiting.curation();
    RunProgress progress =
        runner.attempt(curation, waiting.asking().state(), waiting.query(), Instant.MAX);
    while (progress instanceof Going going) {
      progress = runner.attempt(curation, going.state(), waiting.query(), Instant.MAX);
    }
    return progress instanceof Asking asking
        ? ask(curation, asking)
        : new Driven.Ended(progress.run());
  }

  private Driven failed(Run run, String message) {
    return new Driven.Ended(runner.fail(run, message).run());
  }

  /** The message of an exception, or its class if it has none. */
  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : message;
  }
}
