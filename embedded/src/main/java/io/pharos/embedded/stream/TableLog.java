package io.pharos.embedded.stream;

import io.pharos.core.capture.Timestamps;
import io.pharos.core.definition.TableName;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.StreamRecord;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
  private static final long HOUR_MILLIS = 3_600_000;

  /** {@code "YYYY-MM-DD HH:MM:SS.fff"}, then the closing quote, brace and newline. */
  private static final int STAMP_FROM_END = Timestamps.LENGTH + 3;

  private static final int HOUR_LENGTH = "YYYY-MM-DD HH".length();
  private static final AppendResult.Refused FAILED =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the event could not be written to disk; send it again");
  private static final AppendResult.Refused FULL =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the disk is nearly full; send it again later");
  private static final AppendResult.Refused BUSY =
      new AppendResult.Refused(
          AppendResult.Cause.THROTTLED, "too many events wait to be written; send it again later");
  private static final AppendResult.Refused CLOSED =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the warehouse is shutting down; send it again later");

  private final TableName table;
  private final Path folder;
  private final StreamLimits limits;
  private final Clock clock;
  private final BooleanSupplier roomLeft;
  private final WriteBuffers buffers;
  private final Consumer<Segment> closedSegments;
  private final Thread writer;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private List<Append> waiting = new ArrayList<>();
  private List<CompletableFuture<Void>> rolls = new ArrayList<>();
  private long waitingBytes;
  private boolean closing;

  // Only the writer thread touches these, but for `open`, which others read for its counts.
  private volatile @Nullable Segment open;
  private @Nullable FileChannel channel;
  private long openedAt;

  /** An append that waits for its answer. */
  private record Append(
      List<StreamRecord> records, long bytes, CompletableFuture<List<AppendResult>> answer) {
    void answer(AppendResult result) {
      answer.complete(
          records.size() == 1 ? List.of(result) : Collections.nCopies(records.size(), result));
    }
  }

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
    this.writer = Thread.ofVirtual().name("stream-" + table).unstarted(this::run);
    writer.start();
  }

  CompletionStage<List<AppendResult>> append(List<StreamRecord> records) {
    long bytes = 0;
    for (StreamRecord record : records) {
      bytes += record.lines().length;
    }
    Append append = new Append(records, bytes, new CompletableFuture<>());
    AppendResult.Refused refusal = enqueue(append);
    if (refusal != null) {
      append.answer(refusal);
    }
    return append.answer;
  }

  private AppendResult.@Nullable Refused enqueue(Append append) {
    lock.lock();
    try {
      if (closing) {
        return CLOSED;
      }
      if (waitingBytes + append.bytes > limits.pendingBytes() && !waiting.isEmpty()) {
        return BUSY;
      }
      waiting.add(append);
      waitingBytes += append.bytes;
      work.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the open segment; completes once it was passed on. It has all appends answered before.
   */
  CompletableFuture<Void> roll() {
    CompletableFuture<Void> rolled = new CompletableFuture<>();
    lock.lock();
    try {
      if (closing) {
        rolled.complete(null);
      } else {
        rolls.add(rolled);
        work.signal();
      }
    } finally {
      lock.unlock();
    }
    return rolled;
  }

  @Nullable Segment open() {
    return open;
  }

  /** Answers the waiting appends, closes the open segment and ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
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
      List<Append> group;
      List<CompletableFuture<Void>> rolling;
      lock.lock();
      try {
        awaitWork();
        group = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        rolling = rolls;
        rolls = new ArrayList<>();
        last = closing;
      } finally {
        lock.unlock();
      }
      commit(group);
      if (!rolling.isEmpty() || last || due(clock.millis())) {
        closeSegment();
      }
      rolling.forEach(roll -> roll.complete(null));
    }
  }

  private void awaitWork() {
    while (waiting.isEmpty() && rolls.isEmpty() && !closing) {
      long now = clock.millis();
      if (due(now)) {
        return;
      }
      try {
        if (open == null) {
          work.await();
        } else {
          work.await(Math.max(1, dueAt() - now), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        closing = true; // nobody but close() has a reason to end this thread
      }
    }
  }

  private boolean due(long now) {
    Segment segment = open;
    return segment != null
        && (now >= dueAt() || now < openedHour() || segment.length() >= limits.segmentBytes());
  }

  private long dueAt() {
    return Math.min(openedHour() + HOUR_MILLIS, openedAt + limits.segmentAge().toMillis());
  }

  /** The beginning of the segment's hour; a clock that is set back can be before it. */
  private long openedHour() {
    return Math.floorDiv(openedAt, HOUR_MILLIS) * HOUR_MILLIS;
  }

  private void commit(List<Append> group) {
    int from = 0;
    while (from < group.size()) {
      long bytes = 0;
      int to = from;
      while (to < group.size()
          && (to == from || bytes + group.get(to).bytes <= WriteBuffers.BUFFER_BYTES)) {
        bytes += group.get(to++).bytes;
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
    Segment segment = segment(now);
    FileChannel file = file();
    byte[] stamp = new byte[Timestamps.LENGTH];
    Timestamps.write(now, stamp, 0);
    List<byte[]> lines = new ArrayList<>();
    long bytes = 0;
    for (Append append : part) {
      for (StreamRecord record : append.records) {
        stamp(record.lines(), stamp);
        lines.add(record.lines());
      }
      bytes += append.bytes;
    }
    buffers.write(file, lines);
    file.force(false);
    segment.grow(bytes);
    for (Append append : part) {
      for (StreamRecord record : append.records) {
        segment.count(record.minutes());
      }
    }
    return AppendResult.STORED;
  }

  /**
   * Stamps events that were read in one hour and written in the next with the time of writing, so
   * that the hour of {@code received_at} is always the hour of the segment.
   */
  private static void stamp(byte[] lines, byte[] stamp) {
    int last = lines.length - STAMP_FROM_END;
    if (last < 0 || equalHour(lines, last, stamp)) {
      return;
    }
    for (int i = 0; i < lines.length; i++) {
      if (lines[i] == '\n') {
        System.arraycopy(stamp, 0, lines, i + 1 - STAMP_FROM_END, stamp.length);
      }
    }
  }

  private static boolean equalHour(byte[] lines, int at, byte[] stamp) {
    return java.util.Arrays.equals(lines, at, at + HOUR_LENGTH, stamp, 0, HOUR_LENGTH);
  }

  private Segment segment(long now) throws IOException {
    Segment segment = open;
    if (segment == null) {
      SegmentName name = SegmentName.openedAt(now);
      Path file = folder.resolve(name.fileName());
      channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Folders.sync(folder);
      segment = new Segment(table, name, file);
      openedAt = now;
      open = segment;
    }
    return segment;
  }

  private FileChannel file() {
    FileChannel file = channel;
    if (file == null) {
      throw new IllegalStateException("no segment is open");
    }
    return file;
  }

  /**
   * After a failed write, cuts the file at the last acknowledged byte, so that refused events are
   * not in it. A file that cannot be cut goes to the lake writer, which reads only the acknowledged
   * bytes.
   */
  private void takeBack() {
    Segment segment = open;
    FileChannel file = channel;
    if (segment == null || file == null) {
      return;
    }
    try {
      file.truncate(segment.length());
      file.position(segment.length());
      file.force(false);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "segment " + segment.name() + " is given up: " + e, e);
      closeSegment();
    }
  }

  private void closeSegment() {
    Segment segment = open;
    if (segment == null) {
      return;
    }
    try {
      file().close();
      if (segment.length() == 0) {
        Files.deleteIfExists(segment.file());
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "segment " + segment.name() + " could not be closed: " + e, e);
    }
    channel = null;
    if (segment.length() > 0) {
      closedSegments.accept(segment);
    }
    open = null;
  }
}
