package io.pharos.core.testing;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs in memory. */
public final class InMemoryRunHistory implements RunHistory {
  private final NavigableMap<String, Run> runs = new TreeMap<>();
  private final Set<CurationName> paused = new HashSet<>();
  private final Map<CurationName, Instant> seen = new HashMap<>();

  @Override
  public synchronized void record(Run run) {
    runs.put(run.id(), run);
  }

  @Override
  public synchronized List<Run> runs(Optional<CurationName> curation, int limit) {
    return runs.descendingMap().values().stream()
        .filter(run -> curation.isEmpty() || curation.get().equals(run.curation()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Run> runs(CurationName curation, Window window) {
    return runs(Optional.of(curation), Integer.MAX_VALUE).stream()
        .filter(run -> run.window().equals(window))
        .toList();
  }

  @Override
  public synchronized Stream<Run> newest(CurationName curation) {
    return runs(Optional.of(curation), Integer.MAX_VALUE).stream();
  }

  @Override
  public Optional<Run> latest(CurationName curation, Run.State state) {
    return newest(curation).filter(run -> run.state() == state).findFirst();
  }

  @Override
  public synchronized List<Run> underWay() {
    return runs(Optional.empty(), Integer.MAX_VALUE).stream()
        .filter(run -> run.endedAt().isEmpty())
        .toList();
  }

  @Override
  public synchronized void pause(CurationName curation, boolean pausing) {
    if (pausing) {
      paused.add(curation);
    } else {
      paused.remove(curation);
    }
  }

  @Override
  public synchronized Instant firstSeen(CurationName curation, Instant now) {
    return seen.computeIfAbsent(curation, unseen -> now);
  }

  @Override
  public synchronized boolean paused(CurationName curation) {
    return paused.contains(curation);
  }
}
