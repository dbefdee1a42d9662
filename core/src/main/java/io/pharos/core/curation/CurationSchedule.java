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
 * Which curations are due. A curation with a schedule is due when the schedule has fired since its
 * last run started. A curation without one is due as soon as a window is closed and its sources
 * have computed it, and again when its sources have restated a window that it restates.
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

  /** When a curation's schedule fires next; empty if it has none, or does not run by itself. */
  public Optional<Instant> next(CurationDefinition curation) {
    return windows.runsByItself(curation)
        ? curation
            .schedule()
            .map(schedule -> schedule.next(clock.instant()))
            .filter(next -> !next.equals(Instant.MAX))
        : Optional.empty();
  }

  /** Records new curations as seen: their windows are owed from now on. */
  public void see() {
    Instant now = clock.instant();
    definitions.curations().keySet().forEach(curation -> history.firstSeen(curation, now));
  }

  /**
   * The windows that closed since a curation was first seen and that no run computed successfully,
   * the oldest first; none if it does not run by itself.
   */
  public List<Window> owed(CurationDefinition curation) {
    return windows.runsByItself(curation) ? windows.owed(curation, clock.instant()) : List.of();
  }

  /**
   * The curations that are due now, each after its sources. This includes schedules that fired
   * while no process ran, since the curation was first seen.
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

  /** A run by hand of another window does not replace the scheduled one. */
  private static boolean ofTheLatest(CurationDefinition curation, Run run) {
    return curation.window().latestClosed(run.startedAt()).equals(Optional.of(run.window()));
  }

  private List<CurationDefinition> inOrder() {
    Set<CurationDefinition> ordered = new LinkedHashSet<>();
    definitions.curations().values().forEach(curation -> add(curation, ordered));
    return List.copyOf(ordered);
  }

  /** Adds a curation after its sources; the reader has refused circles. */
  private void add(CurationDefinition curation, Set<CurationDefinition> ordered) {
    for (CurationDefinition source : inputs.sources(curation)) {
      if (!ordered.contains(source)) {
        add(source, ordered);
      }
    }
    ordered.add(curation);
  }
}
