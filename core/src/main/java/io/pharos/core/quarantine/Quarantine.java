package io.pharos.core.quarantine;

import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Port: refused events, kept with their reason until replayed. Safe for many threads. */
public interface Quarantine {
  /**
   * Keeps events; the stage completes once they are durable, or exceptionally if they cannot be
   * kept.
   */
  CompletionStage<Void> keep(TableName table, List<RefusedEvent> events);

  /** Shows each kept event of a table, oldest first. */
  void list(TableName table, Consumer<RefusedEvent> each);

  /** Removes replayed events by their id; unknown ids are ignored. */
  void release(TableName table, Set<String> ids);
}
