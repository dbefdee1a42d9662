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
 * The windows of a curation that are due: the same for a process that watches the clock and for a
 * workflow that a trigger starts.
 */
public final class DueWindows {
  /** The most windows that are owed: the latest ones. Older ones are given up. */
  private static final int MOST_OWED = 1_000;

  private final RunHistory history;
  private final CurationInputs inputs;

  public DueWindows(Definitions definitions, RunHistory history) {
    this.history = history;
    this.inputs = new CurationInputs(definitions, history);
  }

  /** Whether a curation runs by itself. */
  public boolean runsByItself(CurationDefinition curation) {
    return curation.enabled() && !history.paused(curation.name());
  }

  /**
   * The windows to run, the oldest first. By hand: the requested windows. By time: the latest
   * closed window, the restated ones before it, and the owed ones. After an input was published:
   * the windows that it touches. A curation that does not run by itself has none, except by hand.
   *
   * @param at the time of the trigger: windows that closed later are not included, nor are those
   *     that were run since
   * @param underWay whether a run that has not ended is still driven; otherwise its driver broke
   *     off
   * @throws IllegalArgumentException if there is no such window, or the curation does not read the
   *     table
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

  /** A window; a run that started at or after {@code since} settles it. */
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

  /** With a schedule: whatever the sources have computed by then. */
  private Stream<Due> scheduled(CurationDefinition curation, Instant at) {
    Instant since = at.plusMillis(1); // what started then may have been before
    return withOwed(curation, at).map(window -> new Due(window, since));
  }

  /** Without a schedule: once all sources have computed the latest closed window. */
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
   * The windows that a source's published window touches. A curation with a schedule runs those
   * that it has run before; one without runs those that all its sources have computed.
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

  /** The due windows, and the owed ones whose sources have computed them. */
  private Stream<Window> withOwed(CurationDefinition curation, Instant at) {
    Stream<Window> owed =
        owed(curation, at).stream().filter(window -> inputs.computed(curation, window, at));
    return Stream.concat(owed, curation.window().due(at).stream());
  }

  /**
   * The windows that closed since a curation was first seen, and that no run computed successfully,
   * the oldest first.
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

  /** No run computes a window before the window starts. */
  private Set<Window> computedSince(CurationDefinition curation, Instant start) {
    return history
        .newest(curation.name())
        .takeWhile(run -> run.startedAt().isAfter(start))
        .filter(Run::computed)
        .map(Run::window)
        .collect(Collectors.toSet());
  }

  /** Whether a window was run; a run while it was open does not count. */
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
