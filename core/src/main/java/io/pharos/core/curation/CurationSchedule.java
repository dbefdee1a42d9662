package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.schedule.Schedule;
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
  /** A run by hand of another window does not stand for the scheduled one. */
  private static final int LOOKED_AT = 1_000;

  private final Definitions definitions;
  private final RunHistory history;
  private final CurationInputs inputs;
  private final Clock clock;

  public CurationSchedule(Definitions definitions, RunHistory history, Clock clock) {
    this.definitions = definitions;
    this.history = history;
    this.inputs = new CurationInputs(definitions, history);
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
    return runs(curation)
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
    return runs(curation) ? inputs.owed(curation, clock.instant()) : List.of();
  }

  /**
   * What is due now, each after what it reads. A schedule that fired while nothing ran, since its
   * curation was first seen, is made up for.
   */
  public List<Due> due() {
    Instant now = clock.instant();
    List<Due> due = new ArrayList<>();
    for (CurationDefinition curation : inOrder()) {
      if (runs(curation)) {
        List<Window> windows =
            curation.schedule().isPresent()
                ? fired(curation, curation.schedule().get(), now)
                : inputs.ready(curation, now, true);
        if (!windows.isEmpty()) {
          due.add(new Due(curation, windows));
        }
      }
    }
    return due;
  }

  private boolean runs(CurationDefinition curation) {
    return curation.enabled() && !history.paused(curation.name());
  }

  private List<Window> fired(CurationDefinition curation, Schedule schedule, Instant now) {
    Windows windows = Windows.of(curation.window());
    Instant last =
        history.runs(Optional.of(curation.name()), LOOKED_AT).stream()
            .filter(run -> windows.latestClosed(run.startedAt()).equals(Optional.of(run.window())))
            .map(Run::startedAt)
            .findFirst()
            .orElseGet(() -> history.firstSeen(curation.name(), now));
    return schedule.next(last).isAfter(now)
        ? List.of()
        : inputs.withOwed(curation, windows.due(now), now);
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
