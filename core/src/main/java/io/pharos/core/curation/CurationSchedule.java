package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.schedule.Schedule;
import io.pharos.core.window.Window;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which curations are due. One with a schedule is due when that fired since its last run started;
 * one without runs as soon as a window is closed and the curations that it reads have computed it,
 * and again when they have computed anew what it runs again anyway.
 */
public final class CurationSchedule {
  private final Definitions definitions;
  private final RunHistory history;
  private final CurationInputs inputs;
  private final DueWindows windows;
  private final Clock clock;

  public CurationSchedule(Definitions definitions, RunHistory history, Clock clock) {
    this.definitions = definitions;
    this.history = history;
    this.inputs = new CurationInputs(definitions, history);
    this.windows = new DueWindows(definitions, history);
    this.clock = clock;
  }

  /** A curation and the windows to run, the oldest first. */
  public record Due(CurationDefinition curation, List<Window> windows) {
    public Due {
      windows = List.copyOf(windows);
    }
  }

  /** When a curation's schedule fires next; empty where it has none, or is not to run. */
  public Optional<Instant> next(CurationDefinition curation) {
    return windows.runsByItself(curation)
        ? curation
            .schedule()
            .map(schedule -> schedule.next(clock.instant()))
            .filter(next -> !next.equals(Instant.MAX))
        : Optional.empty();
  }

  /** Notes which curations there are: what they owe is owed from now on, if it was not before. */
  public void see() {
    Instant now = clock.instant();
    definitions.curations().keySet().forEach(curation -> history.firstSeen(curation, now));
  }

  /**
   * The windows that closed since a curation was first seen and that no run computed well, the
   * oldest first; none where it is not to run.
   */
  public List<Window> owed(CurationDefinition curation) {
    return windows.runsByItself(curation) ? windows.owed(curation, clock.instant()) : List.of();
  }

  /**
   * What is due now, each after what it reads. A schedule that fired while nothing ran, since its
   * curation was first seen, is made up for.
   */
  public List<Due> due() {
    Instant now = clock.instant();
    List<Due> due = new ArrayList<>();
    for (CurationDefinition curation : inOrder()) {
      if (curation.schedule().map(schedule -> fired(curation, schedule, now)).orElse(true)) {
        List<Window> its = windows.of(curation, new StartedBy.Time(), now, underWay -> true);
        if (!its.isEmpty()) {
          due.add(new Due(curation, its));
        }
      }
    }
    return due;
  }

  /** Whether a schedule fired since the run that it started last. */
  private boolean fired(CurationDefinition curation, Schedule schedule, Instant now) {
    Instant last =
        history
            .newest(curation.name())
            .filter(run -> ofTheLatest(curation, run))
            .map(Run::startedAt)
            .findFirst()
            .orElseGet(() -> history.firstSeen(curation.name(), now));
    return !schedule.next(last).isAfter(now);
  }

  /** A run by hand of another window does not stand for the scheduled one. */
  private static boolean ofTheLatest(CurationDefinition curation, Run run) {
    return curation.window().latestClosed(run.startedAt()).equals(Optional.of(run.window()));
  }

  private List<CurationDefinition> inOrder() {
    Set<CurationDefinition> ordered = new LinkedHashSet<>();
    definitions.curations().values().forEach(curation -> add(curation, ordered));
    return List.copyOf(ordered);
  }

  /** The reader has refused circles. */
  private void add(CurationDefinition curation, Set<CurationDefinition> ordered) {
    for (CurationDefinition source : inputs.sources(curation)) {
      if (!ordered.contains(source)) {
        add(source, ordered);
      }
    }
    ordered.add(curation);
  }
}
