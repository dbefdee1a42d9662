package io.pharos.core.testing;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.Window;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Runs in memory. */
public final class InMemoryRunHistory implements RunHistory {
  private final NavigableMap<String, Run> runs = new TreeMap<>();
  private final Set<TableName> paused = new HashSet<>();
  private final Map<TableName, Instant> seen = new HashMap<>();

  @Override
  public synchronized void record(Run run) {
    runs.put(run.id(), run);
  }

  @Override
  public synchronized List<Run> runs(Optional<TableName> curation, int limit) {
    return runs.descendingMap().values().stream()
        .filter(run -> curation.isEmpty() || curation.get().equals(run.curation()))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Run> runs(TableName curation, Window window) {
    return runs(Optional.of(curation), Integer.MAX_VALUE).stream()
        .filter(run -> run.window().equals(window))
        .toList();
  }

  @Override
  public synchronized void pause(TableName curation, boolean pausing) {
    if (pausing) {
      paused.add(curation);
    } else {
      paused.remove(curation);
    }
  }

  @Override
  public synchronized Instant firstSeen(TableName curation, Instant now) {
    return seen.computeIfAbsent(curation, unseen -> now);
  }

  @Override
  public synchronized boolean paused(TableName curation) {
    return paused.contains(curation);
  }
}
