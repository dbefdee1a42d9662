package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the curations that a curation reads have computed, and which windows of its own that makes
 * due. Whether a run counts that has not ended is for the caller to say: it may be under way, or
 * left behind by somebody who broke off.
 */
public final class CurationInputs {
  /** Earlier publications of an input are not looked at: what they made due has been run. */
  private static final int LOOKED_AT = 1_000;

  private final Definitions definitions;
  private final RunHistory history;

  public CurationInputs(Definitions definitions, RunHistory history) {
    this.definitions = definitions;
    this.history = history;
  }

  /** The curations whose output a curation reads. */
  public List<CurationDefinition> sources(CurationDefinition curation) {
    return definitions.curations().values().stream()
        .filter(other -> curation.inputs().contains(other.output().table()))
        .toList();
  }

  /** The curations that a curation is made of, those that its sources read with them. */
  public Set<CurationDefinition> ancestors(CurationDefinition curation) {
    Set<CurationDefinition> ancestors = new LinkedHashSet<>();
    for (CurationDefinition source : sources(curation)) {
      ancestors.add(source);
      ancestors.addAll(ancestors(source));
    }
    return ancestors;
  }

  /**
   * The windows of a curation without a schedule that are due: once the latest that is closed is
   * computed by all that it reads, that one, those before it that are computed again, and those
   * that are owed, but for those that were run since.
   */
  public List<Window> ready(CurationDefinition curation, Instant now, boolean unended) {
    Windows windows = Windows.of(curation.window());
    Optional<Window> latest = windows.latestClosed(now);
    if (latest.isEmpty() || !computed(curation, latest.get(), now)) {
      return List.of();
    }
    Instant closing = windows.closing(latest.get());
    List<Window> due = new ArrayList<>();
    List<Run> publications = publications(curation);
    for (Window window : withOwed(curation, windows.due(now), now)) {
      if (!ran(curation, window, later(closing, renewed(window, publications)), unended)) {
        due.add(window);
      }
    }
    return due;
  }

  /**
   * The windows of a curation that a window published by one that it reads makes due: those that it
   * touches, are closed, and were not run since. A curation with a schedule runs them where its
   * schedule has come to them before; one without where all that it reads has computed them.
   *
   * @throws IllegalArgumentException where the curation does not read such a table or window
   */
  public List<Window> restated(
      CurationDefinition curation, TableName table, String name, Instant now, boolean unended) {
    CurationDefinition source = source(curation, table);
    Window published = Windows.of(source.window()).window(name);
    Instant at = newest(successes(history.runs(source.name(), published)));
    Windows windows = Windows.of(curation.window());
    return windows.touched(published, now).stream()
        .filter(window -> windows.closed(window, now))
        .filter(window ->
            curation.schedule().isPresent()
                ? ran(curation, window, Instant.MIN, false)
                : computed(curation, window, now))
        .filter(window -> !ran(curation, window, at, unended))
        .toList();
  }

  /**
   * The windows that closed since a curation was first seen, and that no run computed well, the
   * oldest first.
   */
  List<Window> owed(CurationDefinition curation, Instant now) {
    List<Run> runs = history.runs(Optional.of(curation.name()), LOOKED_AT);
    Instant seen = history.firstSeen(curation.name(), now);
    Instant since = runs.size() < LOOKED_AT ? seen : later(seen, runs.getLast().startedAt());
    Set<Window> computed = successes(runs).stream().map(Run::window).collect(Collectors.toSet());
    return Windows.of(curation.window()).closedSince(since, now).stream()
        .filter(window -> !computed.contains(window))
        .toList();
  }

  /** Windows with those that are owed and can be computed, the oldest first. */
  public List<Window> withOwed(CurationDefinition curation, List<Window> due, Instant now) {
    Stream<Window> owed =
        owed(curation, now).stream().filter(window -> computed(curation, window, now));
    return Stream.concat(owed, due.stream())
        .distinct()
        .sorted(Comparator.comparing(Window::start))
        .toList();
  }

  private CurationDefinition source(CurationDefinition curation, TableName table) {
    return sources(curation).stream()
        .filter(source -> source.output().table().equals(table))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "published: %s reads no table '%s' that a curation writes"
                    .formatted(curation.name(), table)));
  }

  /** Whether a run of a window started at or after an instant; one of an open window is none. */
  public boolean ran(CurationDefinition curation, Window window, Instant since, boolean unended) {
    return history.runs(curation.name(), window).stream()
        .filter(run -> !run.provisional())
        .filter(run -> unended || run.endedAt().isPresent())
        .anyMatch(run -> !run.startedAt().isBefore(since));
  }

  /**
   * Whether all that a curation reads has computed a window. Their windows may be shorter or
   * longer: it is there once they reach its end.
   */
  private boolean computed(CurationDefinition curation, Window window, Instant now) {
    return sources(curation).stream()
        .allMatch(source -> {
          Window last = Windows.of(source.window()).last(window, now);
          return !successes(history.runs(source.name(), last)).isEmpty();
        });
  }

  private List<Run> publications(CurationDefinition curation) {
    return sources(curation).stream()
        .flatMap(source -> successes(history.runs(Optional.of(source.name()), LOOKED_AT)).stream())
        .toList();
  }

  /** When a part of a window was published last. */
  private static Instant renewed(Window window, List<Run> publications) {
    return newest(publications.stream().filter(run -> run.window().overlaps(window)).toList());
  }

  private static List<Run> successes(List<Run> runs) {
    return runs.stream()
        .filter(run -> run.state() == Run.State.SUCCEEDED && !run.provisional())
        .toList();
  }

  private static Instant newest(List<Run> runs) {
    return runs.stream()
        .flatMap(run -> run.endedAt().stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
