package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs of a curation in steps that a workflow outside calls, window after window. The workflow
 * starts each run's query itself, and brings what a step needs to know. Every step may be called
 * again: one that has published or failed a run leaves it so, and one that has prepared a run
 * prepares another, the first then counting as failed.
 */
public final class CurationWorkflow {
  /** What a run may take beside its query: to be published, and to wait for its turn. */
  private static final Duration MARGIN = Duration.ofMinutes(30);

  private static final int LOOKED_AT = 100;

  private final Definitions definitions;
  private final CurationRunner runner;
  private final QueryEngine engine;
  private final RunHistory history;
  private final RunLease lease;
  private final Clock clock;

  public CurationWorkflow(
      Definitions definitions,
      CurationRunner runner,
      QueryEngine engine,
      RunHistory history,
      RunLease lease,
      Clock clock) {
    this.definitions = definitions;
    this.runner = runner;
    this.engine = engine;
    this.history = history;
    this.lease = lease;
    this.clock = clock;
  }

  /** A run as the workflow hands it from step to step. */
  public record RunRef(TableName curation, String window, String id) {}

  /** What comes first, or next. */
  public sealed interface Next {
    /**
     * A run is recorded: start its statement.
     *
     * @param left the windows that are to be run after it
     * @param abandoned the folders of runs that were found under way, and are recorded as failed
     */
    record Ready(
        RunRef run,
        Statement.Materialize statement,
        Instant deadline,
        List<String> left,
        List<String> abandoned)
        implements Next {
      public Ready {
        left = List.copyOf(left);
        abandoned = List.copyOf(abandoned);
      }
    }

    /** There is nothing more to run. */
    record Done() implements Next {}

    /** Another execution runs this curation. */
    record Busy() implements Next {}
  }

  /**
   * Finds the windows that are due: by hand those asked for, else the latest that is closed with
   * those that are computed again; none where the curation is disabled or paused.
   *
   * @param from first window; empty for what is due
   * @param to last window, inclusive; the first where empty
   * @throws IllegalArgumentException where there is no such curation or window
   */
  public List<String> windows(TableName curation, Optional<String> from, Optional<String> to) {
    CurationDefinition definition = definition(curation);
    Windows windows = Windows.of(definition.window());
    if (from.isEmpty() && to.isPresent()) {
      throw new IllegalArgumentException("to: there is no from; give the first window too");
    }
    List<Window> due =
        from.isPresent()
            ? windows.span(from.get(), to.orElse(from.get()))
            : definition.enabled() && !history.paused(curation)
                ? windows.due(clock.instant())
                : List.of();
    return due.stream().map(windows::text).toList();
  }

  /**
   * Records a run of the first of some windows.
   *
   * @param owner the execution that calls; it has the curation until the last window is done
   */
  public Next prepare(TableName curation, List<String> windows, String owner) {
    if (windows.isEmpty()) {
      lease.release(curation, owner);
      return new Next.Done();
    }
    CurationDefinition definition = definition(curation);
    Window window =
        Windows.of(definition.window()).span(windows.getFirst(), windows.getFirst()).getFirst();
    if (!lease(definition, owner)) {
      return new Next.Busy();
    }
    List<String> abandoned = abandon(curation);
    CurationRunner.Prepared prepared = runner.prepare(definition, window);
    Run run = prepared.run();
    return new Next.Ready(
        new RunRef(curation, windows.getFirst(), run.id()),
        prepared.statement(),
        run.startedAt().plus(definition.timeout()),
        windows.subList(1, windows.size()),
        abandoned);
  }

  private boolean lease(CurationDefinition curation, String owner) {
    return lease.acquire(
        curation.name(), owner, clock.instant().plus(curation.timeout()).plus(MARGIN));
  }

  /** Whoever has the lease finds no run under way but those whose execution broke off. */
  private List<String> abandon(TableName curation) {
    List<String> locations = new ArrayList<>();
    for (Run run : history.runs(Optional.of(curation), LOOKED_AT)) {
      if (run.endedAt().isEmpty()) {
        runner.fail(run, "its execution ended without saying how");
        locations.add(run.location());
      }
    }
    return locations;
  }

  /**
   * Makes sure that a run's rows are there.
   *
   * @param query that wrote them
   * @throws IllegalStateException where they are not
   */
  public QueryStatus.Succeeded check(RunRef ref, String query) {
    underWay(ref);
    return switch (engine.status(query)) {
      case QueryStatus.Succeeded done -> done;
      case QueryStatus.Running running ->
          throw new IllegalStateException("the query still runs: it is checked too early");
      case QueryStatus.Failed failed -> throw new IllegalStateException(failed.message());
      case QueryStatus.Cancelled cancelled ->
          throw new IllegalStateException("the query was cancelled");
    };
  }

  /**
   * Publishes a run's rows; go on with {@link CurationRunner#attempt} until it has ended.
   *
   * @param time that there is for it
   * @throws IllegalStateException where another execution took over: its rows are newer
   */
  public CurationStep publish(RunRef ref, String query, String owner, Duration time) {
    boolean ours = lease(definition(ref.curation()), owner);
    Run run = underWay(ref);
    if (run.endedAt().isPresent()) {
      return new CurationStep.Ended(run);
    }
    if (!ours) {
      throw new IllegalStateException(
          "another execution took over after the time of this one was over");
    }
    return runner.resume(definition(ref.curation()), run, query, clock.instant().plus(time));
  }

  /**
   * Records that a run failed, or that it could not even be prepared; what has ended stays as it
   * is.
   *
   * @param window empty where it was not known yet
   * @param id of the run; empty where there is none yet
   * @param owner the execution that calls: it gives the curation back, for whoever runs it again
   */
  public Run fail(
      TableName curation,
      Optional<String> window,
      Optional<String> id,
      String message,
      String owner) {
    lease.release(curation, owner);
    CurationDefinition definition = definition(curation);
    Windows windows = Windows.of(definition.window());
    Window span =
        window
            .map(text -> windows.span(text, text).getFirst())
            .or(() -> windows.latestClosed(clock.instant()))
            .orElseThrow();
    return id.map(known -> find(new RunRef(curation, windows.text(span), known)))
        .map(run -> runner.fail(run, message))
        .orElseGet(() -> runner.fail(definition, span, message))
        .run();
  }

  /** A run that has not failed. */
  private Run underWay(RunRef ref) {
    Run run = find(ref);
    if (run.state() == Run.State.FAILED) {
      throw new IllegalStateException("the run has failed: " + run.message());
    }
    return run;
  }

  private Run find(RunRef ref) {
    Window window =
        Windows.of(definition(ref.curation()).window()).span(ref.window(), ref.window()).getFirst();
    return history.runs(ref.curation(), window).stream()
        .filter(run -> run.id().equals(ref.id()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("there is no run " + ref.id() + " of " + ref.curation()));
  }

  private CurationDefinition definition(TableName curation) {
    CurationDefinition definition = definitions.curations().get(curation);
    if (definition == null) {
      throw new IllegalArgumentException("there is no curation '" + curation + "'");
    }
    return definition;
  }
}
