package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which windows of a curation are to be run: the same ones for a process that looks at the clock
 * all the time and for a workflow that something starts.
 */
public final class DueWindows {
  /** So many windows are owed at most, the latest ones: those before them are given up. */
  private static final int MOST_OWED = 1_000;

  private final RunHistory history;
  private final CurationInputs inputs;

  public DueWindows(Definitions definitions, RunHistory history) {
    this.history = history;
    this.inputs = new CurationInputs(definitions, history);
  }

  /** Whether a curation is run without anybody asking for it. */
  public boolean runsByItself(CurationDefinition curation) {
    return curation.enabled() && !history.paused(curation.name());
  }

  /**
   * The windows to run, the oldest first: by hand those that are asked for; when its time has come
   * the latest that is closed with those that are computed again and those that are owed; when an
   * input was published those that it touches. None where a curation does not run by itself, unless
   * by hand.
   *
   * @param at the time of what started it: windows that closed later are not among them, and those
   *     that were run since are done
   * @param underWay of a run that has not ended: somebody is at it, else it was left behind by
   *     somebody who broke off
   * @throws IllegalArgumentException where there is no such window, or the curation does not read
   *     the table
   */
  public List<Window> of(
      CurationDefinition curation, StartedBy by, Instant at, Predicate<Run> underWay) {
    if (by instanceof StartedBy.Hand(String from, Optional<String> to)) {
      return curation.window().span(from, to.orElse(from));
    }
    return runsByItself(curation)
        ? inOrder(found(curation, by, at).filter(due -> !ran(curation, due, underWay)))
        : List.of();
  }

  /** A window, and since when a run of it makes it due no more. */
  private record Due(Window window, Instant since) {}

  private Stream<Due> found(CurationDefinition curation, StartedBy by, Instant at) {
    boolean scheduled = curation.schedule().isPresent();
    return switch (by) {
      case StartedBy.Input(TableName table, String window) ->
          Stream.concat(
              restated(curation, table, window, at), scheduled ? Stream.of() : ready(curation, at));
      case StartedBy.Time() -> scheduled ? scheduled(curation, at) : ready(curation, at);
      case StartedBy.Hand hand -> throw new IllegalArgumentException(hand + " asks for windows");
    };
  }

  /** A schedule says when to run, whatever there is then. */
  private Stream<Due> scheduled(CurationDefinition curation, Instant at) {
    Instant since = at.plusMillis(1); // what started then may have been before
    return withOwed(curation, at).map(window -> new Due(window, since));
  }

  /** Without a schedule: once all that it reads has computed the latest window that is closed. */
  private Stream<Due> ready(CurationDefinition curation, Instant at) {
    Windows windows = curation.window();
    Optional<Window> latest = windows.latestClosed(at);
    if (latest.isEmpty() || !inputs.computed(curation, latest.get(), at)) {
      return Stream.of();
    }
    Instant closing = windows.closing(latest.get());
    List<Run> published = inputs.publishedAfter(curation, closing);
    return withOwed(curation, at)
        .map(window -> new Due(window, lastOf(window, published).orElse(closing)));
  }

  /** When a part of a window was published last. */
  private static Optional<Instant> lastOf(Window window, List<Run> published) {
    return lastEnd(published.stream().filter(run -> run.window().overlaps(window)));
  }

  private static Optional<Instant> lastEnd(Stream<Run> runs) {
    return runs.flatMap(run -> run.endedAt().stream()).max(Comparator.naturalOrder());
  }

  /**
   * The windows that a window published by one that it reads touches. A curation with a schedule
   * runs them where its schedule has come to them before; one without where all that it reads has
   * computed them.
   */
  private Stream<Due> restated(
      CurationDefinition curation, TableName table, String name, Instant at) {
    CurationDefinition source = inputs.source(curation, table);
    Window published = source.window().window(name);
    Instant since =
        lastEnd(history.runs(source.name(), published).stream().filter(Run::computed))
            .orElse(Instant.EPOCH);
    Windows windows = curation.window();
    return windows.touched(published, at).stream()
        .filter(window -> windows.closed(window, at))
        .filter(window ->
            curation.schedule().isPresent()
                ? ran(curation, new Due(window, Instant.MIN), leftBehind -> false)
                : inputs.computed(curation, window, at))
        .map(window -> new Due(window, since));
  }

  /** Those that are due with those that are owed and can be computed. */
  private Stream<Window> withOwed(CurationDefinition curation, Instant at) {
    Stream<Window> owed =
        owed(curation, at).stream().filter(window -> inputs.computed(curation, window, at));
    return Stream.concat(owed, curation.window().due(at).stream());
  }

  /**
   * The windows that closed since a curation was first seen, and that no run computed well, the
   * oldest first.
   */
  List<Window> owed(CurationDefinition curation, Instant at) {
    Instant seen = history.firstSeen(curation.name(), at);
    List<Window> closed = curation.window().closedSince(seen, at, MOST_OWED);
    if (closed.isEmpty()) {
      return List.of();
    }
    Set<Window> computed = computedSince(curation, closed.getFirst().start());
    return closed.stream().filter(window -> !computed.contains(window)).toList();
  }

  /** Nobody computes a window before it starts. */
  private Set<Window> computedSince(CurationDefinition curation, Instant start) {
    return history
        .newest(curation.name())
        .takeWhile(run -> run.startedAt().isAfter(start))
        .filter(Run::computed)
        .map(Run::window)
        .collect(Collectors.toSet());
  }

  /** One of a window that was open does not count. */
  private boolean ran(CurationDefinition curation, Due due, Predicate<Run> underWay) {
    return history.runs(curation.name(), due.window()).stream()
        .filter(run -> !run.provisional())
        .filter(run -> !run.startedAt().isBefore(due.since()))
        .anyMatch(run -> run.endedAt().isPresent() || underWay.test(run));
  }

  private static List<Window> inOrder(Stream<Due> due) {
    return due.map(Due::window).distinct().sorted(Comparator.comparing(Window::start)).toList();
  }
}
