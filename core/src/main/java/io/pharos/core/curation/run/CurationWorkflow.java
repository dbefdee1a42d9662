package io.pharos.core.curation.run;

import io.pharos.core.curation.CurationInputs;
import io.pharos.core.curation.DueWindows;
import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.RunLease;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs of a curation in steps that an external workflow calls, window after window. The workflow
 * starts each run's query itself, and passes each step its state. Every step may be called again: a
 * run that was published or failed stays so; a second preparation prepares another run, and the
 * first counts as failed.
 */
public final class CurationWorkflow {
  /** The time of a run beside its query: to publish its rows, and to wait for its turn. */
  private static final Duration MARGIN = Duration.ofMinutes(30);

  /** Schedules of the same minute start up to a minute apart, and a first step takes a while. */
  private static final Duration SAME_TIME = Duration.ofSeconds(90);

  /** How long a run waits for the runs of its sources: less than a workflow waits for its turn. */
  private static final Duration PATIENCE = Duration.ofMinutes(50);

  private final Definitions definitions;
  private final CurationRunner runner;
  private final RunHistory history;
  private final CurationInputs inputs;
  private final DueWindows due;
  private final RunLease lease;
  private final Clock clock;

  public CurationWorkflow(
      Definitions definitions,
      CurationRunner runner,
      RunHistory history,
      RunLease lease,
      Clock clock) {
    this.definitions = definitions;
    this.runner = runner;
    this.history = history;
    this.inputs = new CurationInputs(definitions, history);
    this.due = new DueWindows(definitions, history);
    this.lease = lease;
    this.clock = clock;
  }

  /** A run as the workflow passes it from step to step. */
  public record RunRef(CurationName curation, String window, String id) {}

  /** What the workflow does first, or next. */
  public sealed interface Next {
    /**
     * A run is recorded: start its first statement.
     *
     * @param left the windows to run after it
     * @param abandoned the folders of abandoned runs, which are recorded as failed
     */
    record Ready(RunRef run, RunProgress.Asking asking, List<String> left, List<String> abandoned)
        implements Next {
      public Ready {
        left = List.copyOf(left);
        abandoned = List.copyOf(abandoned);
      }
    }

    /** There is no window left to run. */
    record Done() implements Next {}

    /**
     * It is not this execution's turn: ask again.
     *
     * @param windows the windows that wait
     */
    record Busy(List<String> windows) implements Next {
      public Busy {
        windows = List.copyOf(windows);
      }
    }
  }

  /**
   * Finds the windows to run and records a run of the first. If called again, it finds the windows
   * that are left.
   *
   * @param started when the execution started: it runs the windows that were due then, however long
   *     it waits
   * @param owner the calling execution; it holds the lease until the last window is done
   * @throws IllegalArgumentException if there is no such curation or window
   */
  public Next begin(CurationName curation, StartedBy by, Instant started, String owner) {
    List<String> windows = windows(curation, by, started, owner);
    boolean early =
        !windows.isEmpty()
            && !(by instanceof StartedBy.Hand)
            && othersComeFirst(definition(curation), by, started, owner);
    return early ? new Next.Busy(windows) : prepare(curation, windows, owner);
  }

  /**
   * The names of the windows to run. A run under way is still driven only if somebody holds the
   * lease.
   */
  List<String> windows(CurationName name, StartedBy by, Instant started, String owner) {
    CurationDefinition curation = definition(name);
    return due.of(curation, by, started, run -> !lease.free(name, owner)).stream()
        .map(curation.window()::text)
        .toList();
  }

  /**
   * Whether a curation must wait for the runs of its ancestors, as runs that are due together do on
   * one machine. It waits no longer than {@link #PATIENCE}: a later publication is then a new
   * input.
   */
  private boolean othersComeFirst(
      CurationDefinition curation, StartedBy by, Instant started, String owner) {
    Duration waited = Duration.between(started, clock.instant());
    if (waited.compareTo(PATIENCE) >= 0) {
      return false;
    }
    boolean together =
        by instanceof StartedBy.Time
            && curation.schedule().isPresent()
            && waited.compareTo(SAME_TIME) < 0;
    return inputs.ancestors(curation).stream()
        .anyMatch(source ->
            !lease.free(source.name(), owner)
                || (together && source.schedule().isPresent() && due.runsByItself(source)));
  }

  /**
   * Records a run of the first of some windows.
   *
   * @param owner the calling execution; it holds the lease until the last window is done
   */
  public Next prepare(CurationName curation, List<String> windows, String owner) {
    if (windows.isEmpty()) {
      lease.release(curation, owner);
      return new Next.Done();
    }
    CurationDefinition definition = definition(curation);
    Window window = definition.window().window(windows.getFirst());
    if (!lease(definition, owner)) {
      return new Next.Busy(windows);
    }
    List<String> abandoned = abandon(curation);
    RunProgress.Asking asking = runner.prepare(definition, window);
    return new Next.Ready(
        new RunRef(curation, windows.getFirst(), asking.run().id()),
        asking,
        windows.subList(1, windows.size()),
        abandoned);
  }

  private boolean lease(CurationDefinition curation, String owner) {
    return lease.acquire(
        curation.name(), owner, clock.instant().plus(curation.timeout()).plus(MARGIN));
  }

  /** The lease's owner finds only runs under way whose execution broke off. */
  private List<String> abandon(CurationName curation) {
    List<String> locations = new ArrayList<>();
    for (Run run : history.underWay()) {
      if (run.curation().equals(curation)) {
        runner.fail(run, "its execution ended without saying how");
        locations.add(run.location());
      }
    }
    return locations;
  }

  /**
   * A run whose statement has ended.
   *
   * @param step that asked it
   * @param from the position to continue at in its rows; empty for the beginning
   */
  public record Answered(RunRef run, String step, String query, Optional<String> from) {}

  /**
   * Takes a step of a run; a run that has succeeded stays as it is.
   *
   * @param until when to stop where there are many rows
   * @throws io.pharos.core.query.RefusedStatement if the run cannot go on
   * @throws IllegalStateException if the statement did not succeed, or another execution took over,
   *     whose rows are newer
   */
  public RunProgress advance(Answered answered, String owner, Instant until) {
    CurationDefinition curation = definition(answered.run().curation());
    boolean ours = lease(curation, owner);
    Run run = underWay(answered.run());
    if (run.endedAt().isPresent()) {
      return new RunProgress.Ended(run);
    }
    if (!ours) {
      throw new IllegalStateException(
          "another execution took over after the time of this one was over");
    }
    RunState state = new RunState(run, answered.step(), answered.from());
    return runner.attempt(curation, state, answered.query(), until);
  }

  /** The folders that a run writes or reads: its own, and those of the rows that it takes back. */
  public List<String> folders(Run run) {
    return runner.folders(definition(run.curation()), run);
  }

  /** The folders of a run with this id. */
  public List<String> folders(RunRef ref) {
    return folders(find(ref));
  }

  /** The table that a curation fills. */
  public TableName output(CurationName curation) {
    return definition(curation).output().table();
  }

  /**
   * Records that a run failed, or could not even be prepared; a run that has ended stays as it is.
   *
   * @param window empty if it was not known yet
   * @param id of the run; empty if there is none yet
   * @param owner the calling execution: it releases the curation's lease for the next execution
   */
  public Run fail(
      CurationName curation,
      Optional<String> window,
      Optional<String> id,
      String message,
      String owner) {
    lease.release(curation, owner);
    CurationDefinition definition = definition(curation);
    Windows windows = definition.window();
    Window span =
        window.map(windows::window).or(() -> windows.latestClosed(clock.instant())).orElseThrow();
    return id.map(known -> find(new RunRef(curation, windows.text(span), known)))
        .map(run -> runner.fail(run, message))
        .orElseGet(() -> runner.fail(definition, span, message))
        .run();
  }

  /** A run that has not failed. */
  private Run underWay(RunRef ref) {
    Run run = find(ref);
    if (run.outcome() instanceof Outcome.Failed) {
      throw new IllegalStateException("the run has failed: " + run.message());
    }
    return run;
  }

  private Run find(RunRef ref) {
    Window window = definition(ref.curation()).window().window(ref.window());
    return history.runs(ref.curation(), window).stream()
        .filter(run -> run.id().equals(ref.id()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("there is no run " + ref.id() + " of " + ref.curation()));
  }

  private CurationDefinition definition(CurationName curation) {
    CurationDefinition definition = definitions.curations().get(curation);
    if (definition == null) {
      throw new IllegalArgumentException("there is no curation '" + curation + "'");
    }
    return definition;
  }
}
