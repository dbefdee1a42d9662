package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.schedule.Schedule;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Events that came too late for their window: it was computed without them, and is not computed
 * again by itself. They are in their table, but not in the curation's output.
 */
public final class LateEvents {
  /** How long late events are reported. To count them, run their window by hand. */
  private static final Duration TOLD = Duration.ofDays(30);

  private final Definitions definitions;
  private final RunHistory history;
  private final Arrivals arrivals;
  private final Clock clock;

  public LateEvents(Definitions definitions, RunHistory history, Arrivals arrivals, Clock clock) {
    this.definitions = definitions;
    this.history = history;
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** The number of late events of a curation, by the name of their window. */
  public SortedMap<String, Long> of(CurationDefinition curation) {
    Windows windows = curation.window();
    SortedMap<String, Long> late = new TreeMap<>();
    Optional<Instant> reached = reached(curation, windows);
    if (reached.isEmpty()) {
      return late;
    }
    Instant from = clock.instant().minus(TOLD);
    Map<Window, Optional<Instant>> computed = new HashMap<>();
    for (TableName input : inputs(curation)) {
      for (Arrivals.Arrived arrived : arrivals.since(input, from, reached.get())) {
        Window window = windows.containing(Instant.ofEpochSecond(arrived.minute() * 60));
        computed
            .computeIfAbsent(window, its -> computed(curation, its))
            .filter(start -> !arrived.at().isBefore(start))
            .ifPresent(start -> late.merge(windows.text(window), arrived.events(), Long::sum));
      }
    }
    return late;
  }

  /**
   * The start of the oldest window that the next scheduled run computes; empty if it computes all.
   */
  private Optional<Instant> reached(CurationDefinition curation, Windows windows) {
    Instant now = clock.instant();
    return curation
        .schedule()
        .or(windows::closings)
        .map(schedule -> nextRun(schedule, now))
        .flatMap(next -> windows.due(next).stream().findFirst())
        .map(Window::start)
        .filter(start -> !start.equals(Instant.EPOCH));
  }

  private static Instant nextRun(Schedule schedule, Instant now) {
    Instant next = schedule.next(now);
    return next.equals(Instant.MAX) ? now : next;
  }

  private List<TableName> inputs(CurationDefinition curation) {
    return curation.inputs().stream()
        .filter(table -> definitions.table(table).filter(TableDefinition::streaming).isPresent())
        .toList();
  }

  /** The start of the latest run that computed a window successfully. */
  private Optional<Instant> computed(CurationDefinition curation, Window window) {
    return history.runs(curation.name(), window).stream()
        .filter(Run::computed)
        .map(Run::startedAt)
        .max(Comparator.naturalOrder());
  }
}
