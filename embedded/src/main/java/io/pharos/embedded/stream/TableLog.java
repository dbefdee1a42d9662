package io.pharos.embedded.stream;

import io.pharos.core.definition.TableName;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.StreamRecord;
import io.pharos.embedded.stream.AppendQueue.Append;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of one table. Its one writer takes all waiting appends, writes them with one write and
 * one fsync into the open segment, and then answers them. The writer is a virtual thread, so that
 * there may be many tables. Safe for many threads.
 */
final class TableLog implements AutoCloseable {
  private static final Logger LOG = System.getLogger(TableLog.class.getName());
  private static final AppendResult.Refused FAILED =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the event could not be written to disk; send it again");
  private static final AppendResult.Refused FULL =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the disk is nearly full; send it again later");

  private final TableName table;
  private final Path folder;
  private final StreamLimits limits;
  private final Clock clock;
  private final BooleanSupplier roomLeft;
  private final WriteBuffers buffers;
  private final Consumer<Segment> closedSegments;
  private final AppendQueue queue;
  private final Thread writer;

  /** Changed by the writer alone; others read its counts. */
  private volatile @Nullable OpenSegment open;

  TableLog(
      TableName table,
      Path folder,
      StreamLimits limits,
      Clock clock,
      BooleanSupplier roomLeft,
      WriteBuffers buffers,
      Consumer<Segment> closedSegments) {
    this.table = table;
    this.folder = folder;
    this.limits = limits;
    this.clock = clock;
    this.roomLeft = roomLeft;
    this.buffers = buffers;
    this.closedSegments = closedSegments;
    this.queue = new AppendQueue(limits.pendingBytes());
    this.writer = Thread.ofVirtual().name("stream-" + table).unstarted(this::run);
    writer.start();
  }

  CompletionStage<List<AppendResult>> append(List<StreamRecord> records) {
    return queue.append(records);
  }

  /**
   * Closes the open segment; completes once it was passed on. It has all appends answered before.
   */
  CompletableFuture<Void> roll() {
    return queue.roll();
  }

  @Nullable Segment open() {
    OpenSegment segment = open;
    return segment == null ? null : segment.segment();
  }

  /** Answers the waiting appends, closes the open segment and ends. */
  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (writer.isAlive()) {
      try {
        writer.join();
      } catch (InterruptedException e) {
        interrupted = true; // what was taken must still be answered
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean last = false;
    while (!last) {
      AppendQueue.Work work = queue.take(untilDue());
      commit(work.appends());
      last = work.last();
      if (!work.rolls().isEmpty() || last || due(clock.millis())) {
        closeSegment();
      }
      work.rolls().forEach(roll -> roll.complete(null));
    }
  }

  private long untilDue() {
    OpenSegment segment = open;
    if (segment == null) {
      return Long.MAX_VALUE;
    }
    long now = clock.millis();
    return segment.due(now) ? 0 : Math.max(1, segment.dueAt() - now);
  }

  private boolean due(long now) {
    OpenSegment segment = open;
    return segment != null && segment.due(now);
  }

  private void commit(List<Append> group) {
    int from = 0;
    while (from < group.size()) {
      long bytes = 0;
      int to = from;
      while (to < group.size()
          && (to == from || bytes + group.get(to).bytes() <= WriteBuffers.BUFFER_BYTES)) {
        bytes += group.get(to++).bytes();
      }
      commitPart(group.subList(from, to));
      from = to;
    }
  }

  private void commitPart(List<Append> part) {
    AppendResult result;
    try {
      result = roomLeft.getAsBoolean() ? write(part) : FULL;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "events of " + table + " could not be written: " + e, e);
      takeBack();
      result = FAILED;
    }
    for (Append append : part) {
      append.answer(result);
    }
  }

  private AppendResult write(List<Append> part) throws IOException {
    long now = clock.millis();
    if (due(now)) {
      closeSegment();
    }
    OpenSegment segment = open;
    if (segment == null) {
      segment = OpenSegment.create(table, folder, limits, now);
      open = segment;
    }
    segment.write(part, now, buffers);
    return AppendResult.STORED;
  }

  private void takeBack() {
    OpenSegment segment = open;
    if (segment != null && !segment.takeBack()) {
      closeSegment();
    }
  }

  private void closeSegment() {
    OpenSegment closing = open;
    if (closing == null) {
      return;
    }
    closing.close();
    if (closing.segment().length() > 0) {
      closedSegments.accept(closing.segment());
    }
    open = null;
  }
}
