package io.pharos.core.testing;

import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A quarantine in memory. */
public final class InMemoryQuarantine implements Quarantine {
  private final Map<TableName, List<RefusedEvent>> kept = new ConcurrentHashMap<>();

  @Override
  public synchronized CompletionStage<Void> keep(TableName table, List<RefusedEvent> events) {
    kept.computeIfAbsent(table, name -> new ArrayList<>()).addAll(events);
    return CompletableFuture.completedStage(null);
  }

  @Override
  public synchronized void list(TableName table, Consumer<RefusedEvent> each) {
    List.copyOf(kept.getOrDefault(table, List.of())).forEach(each);
  }

  @Override
  public synchronized void release(TableName table, Set<String> ids) {
    kept.getOrDefault(table, new ArrayList<>()).removeIf(event -> ids.contains(event.id()));
  }
}
