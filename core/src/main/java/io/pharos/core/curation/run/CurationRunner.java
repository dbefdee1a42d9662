package io.pharos.core.curation.run;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.run.RunProgress.Asking;
import io.pharos.core.curation.run.RunProgress.Ended;
import io.pharos.core.curation.run.RunProgress.Going;
import io.pharos.core.curation.run.RunStep.Answer;
import io.pharos.core.curation.run.RunStep.Taken;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.notify.Notice;
import io.pharos.core.notify.Notifier;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.Statement;
import io.pharos.core.serving.ServingTable;
import io.pharos.core.value.UuidV7;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs a curation for a window: writes its rows to the run's own folder, replaces the served rows,
 * and switches the window's partition to the folder. Until the switch, readers see the previous
 * rows. The same window run twice leaves the same lake and the same served rows.
 *
 * <p>The runner neither starts a statement nor waits for one: the driver of the run does. Runs of
 * the same curation must not overlap.
 */
public final class CurationRunner {
  /** The least timeout of a statement that reads rows to publish. */
  private static final Duration PUBLISHING = Duration.ofMinutes(15);

  private final Definitions definitions;
  private final QueryEngine engine;
  private final RunSteps steps;
  private final RunHistory history;
  private final Notifier notifier;
  private final Clock clock;

  public CurationRunner(
      Definitions definitions,
      QueryEngine engine,
      Catalog catalog,
      ServingTable serving,
      RunHistory history,
      Notifier notifier,
      Clock clock) {
    this.definitions = definitions;
    this.engine = engine;
    this.steps = new RunSteps(engine, catalog, serving, history, clock);
    this.history = history;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Records a run, and returns the statement of its first step.
   *
   * @throws io.pharos.core.query.RefusedStatement if its SQL lacks a value; nothing is recorded
   */
  public Asking prepare(CurationDefinition curation, Window window) {
    RunContext run = context(curation, newRun(curation, window));
    RunStep first = steps.of(curation).getFirst();
    Asking asking = asking(run, first, first.asks(run).orElseThrow());
    history.record(run.run());
    return asking;
  }

  private Run newRun(CurationDefinition curation, Window window) {
    Instant now = clock.instant();
    String id = UuidV7.at(now.toEpochMilli());
    Windows windows = curation.window();
    return new Run(
        id,
        curation.name(),
        window,
        !windows.closed(window, now),
        now,
        location(output(curation), windows.text(window), id),
        Outcome.Running.BEGUN);
  }

  private static String location(TableDefinition output, String window, String id) {
    return LakeLayout.run(output.name(), output.partitionKey().orElseThrow(), window, id);
  }

  private TableDefinition output(CurationDefinition curation) {
    return definitions.table(curation.output().table()).orElseThrow();
  }

  private RunContext context(CurationDefinition curation, Run run) {
    return new RunContext(curation, output(curation), run);
  }

  private Asking asking(RunContext run, RunStep step, Statement statement) {
    return new Asking(
        new RunState(run.run(), step.name(), Optional.empty()), statement, deadline(run, step));
  }

  /** The timeout limits the curation's own query: rows that it wrote in time are published. */
  private Instant deadline(RunContext run, RunStep step) {
    Instant timeout = run.run().startedAt().plus(run.curation().timeout());
    Instant publishing = clock.instant().plus(PUBLISHING);
    return step.publishes() && publishing.isAfter(timeout) ? publishing : timeout;
  }

  /** The folders of a run's own rows and of the rows that it takes back. */
  List<String> folders(CurationDefinition curation, Run run) {
    return Stream.concat(
            Stream.of(run.location()), steps.takenBack(context(curation, run)).stream())
        .distinct()
        .toList();
  }

  /**
   * Takes the run's current step. An error on the way, such as a service that is briefly down, is
   * thrown and leaves the run as it is: try again, or {@link #fail} it.
   *
   * @param query of the step's statement
   * @param until when to stop if there are many rows
   * @throws IllegalStateException if the query has not ended successfully
   * @throws io.pharos.core.query.RefusedStatement if the run cannot go on
   */
  public RunProgress attempt(
      CurationDefinition curation, RunState state, String query, Instant until) {
    RunStep step = step(curation, state);
    RunContext run = context(curation, state.run());
    Taken taken = step.take(run, new Answer(query, succeeded(query), state.from(), until));
    if (taken.from().isPresent()) {
      return new Going(new RunState(taken.run(), step.name(), taken.from()));
    }
    List<RunStep> all = steps.of(curation);
    return next(run.with(taken.run()), all.subList(all.indexOf(step) + 1, all.size()));
  }

  /** Takes steps up to the first that needs a statement. */
  private RunProgress next(RunContext run, List<RunStep> left) {
    RunContext now = run;
    for (RunStep step : left) {
      Optional<Statement> statement = step.asks(now);
      if (statement.isPresent()) {
        return asking(now, step, statement.get());
      }
      now = now.with(step.take(now, Answer.NONE).run());
    }
    return new Ended(succeeded(now));
  }

  private RunStep step(CurationDefinition curation, RunState state) {
    List<RunStep> all = steps.of(curation);
    return all.stream()
        .filter(step -> step.name().equals(state.step()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "a run of %s has no step '%s'; its steps are %s"
                    .formatted(
                        curation.name(),
                        state.step(),
                        String.join(", ", all.stream().map(RunStep::name).toList()))));
  }

  private QueryStatus.Succeeded succeeded(String query) {
    return switch (engine.status(query)) {
      case QueryStatus.Succeeded done -> done;
      case QueryStatus.Running running ->
          throw new IllegalStateException("the query still runs: it is checked too early");
      case QueryStatus.Failed failed -> throw new IllegalStateException(failed.message());
      case QueryStatus.Cancelled cancelled ->
          throw new IllegalStateException("the query was cancelled");
    };
  }

  private Run succeeded(RunContext context) {
    Run run = context.run();
    String leftOut = LeftOut.of(run).message();
    Run succeeded = run.succeeded(clock.instant(), leftOut);
    history.record(succeeded);
    notifier.tell(
        new Notice(
            clock.instant(),
            false,
            "Curation " + run.curation() + " succeeded",
            "Window %s: %d rows. %s".formatted(context.window(), run.rows(), leftOut).strip()));
    return succeeded;
  }

  /** Records that a run failed; a run that has ended stays as it is. */
  public Ended fail(Run run, String message) {
    return run.endedAt().isPresent() ? new Ended(run) : failed(run, message);
  }

  /** Records a run that could not even be prepared as failed. */
  public Ended fail(CurationDefinition curation, Window window, String message) {
    return failed(newRun(curation, window), message);
  }

  private Ended failed(Run run, String message) {
    Run failed = run.failed(clock.instant(), message);
    history.record(failed);
    notifier.tell(
        new Notice(
            clock.instant(),
            true,
            "Curation " + run.curation() + " failed",
            "Window from " + run.window().start() + ": " + message));
    return new Ended(failed);
  }

  /**
   * Records the runs that a process left behind as failed, including those of removed curations.
   * Call it once, before the first run. The next run of their window deletes rows that they may
   * have served.
   */
  public void recover() {
    for (Run run : history.underWay()) {
      failed(run, "the process ended while it ran; run its window again");
    }
  }
}
