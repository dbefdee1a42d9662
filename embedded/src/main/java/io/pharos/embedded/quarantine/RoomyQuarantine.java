package io.pharos.embedded.quarantine;

import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The quarantine for input from senders. It refuses everything while the disk is nearly full, so
 * that garbage does not take the space in which accepted events are filed. Safe for many threads.
 */
public final class RoomyQuarantine implements Quarantine {
  private final Quarantine quarantine;
  private final LongSupplier usableBytes;
  private final long freeBytes;

  /**
   * @param freeBytes the free space that must be left
   */
  public RoomyQuarantine(Quarantine quarantine, LongSupplier usableBytes, long freeBytes) {
    this.quarantine = quarantine;
    this.usableBytes = usableBytes;
    this.freeBytes = freeBytes;
  }

  @Override
  public CompletionStage<Void> keep(TableName table, List<RefusedEvent> events) {
    return usableBytes.getAsLong() < freeBytes
        ? CompletableFuture.failedStage(new RejectedExecutionException("the disk is nearly full"))
        : quarantine.keep(table, events);
  }

  @Override
  public void list(TableName table, Consumer<RefusedEvent> each) {
    quarantine.list(table, each);
  }

  @Override
  public void release(TableName table, Set<String> ids) {
    quarantine.release(table, ids);
  }
}
