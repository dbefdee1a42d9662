package io.pharos.embedded.stream;

import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.StreamRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What waits for the writer of one table: appends and rolls. Any thread adds, the writer takes. */
final class AppendQueue {
  private static final AppendResult.Refused BUSY =
      new AppendResult.Refused(
          AppendResult.Cause.THROTTLED, "too many events wait to be written; send it again later");
  private static final AppendResult.Refused CLOSED =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the warehouse is shutting down; send it again later");

  private final long maxBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private List<Append> appends = new ArrayList<>();
  private List<CompletableFuture<Void>> rolls = new ArrayList<>();
  private long bytes;
  private boolean closing;

  /** An append that waits for its answer. */
  record Append(
      List<StreamRecord> records, long bytes, CompletableFuture<List<AppendResult>> answer) {
    void answer(AppendResult result) {
      answer.complete(
          records.size() == 1 ? List.of(result) : Collections.nCopies(records.size(), result));
    }
  }

  /**
   * What the writer takes at once.
   *
   * @param last nothing comes after it
   */
  record Work(List<Append> appends, List<CompletableFuture<Void>> rolls, boolean last) {}

  /**
   * An empty queue.
   *
   * @param maxBytes of events that wait; one append is taken whatever its size
   */
  AppendQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds an append, or answers it at once where it is refused. */
  CompletionStage<List<AppendResult>> append(List<StreamRecord> records) {
    long size = 0;
    for (StreamRecord record : records) {
      size += record.lines().length;
    }
    Append append = new Append(records, size, new CompletableFuture<>());
    AppendResult.Refused refusal = add(append);
    if (refusal != null) {
      append.answer(refusal);
    }
    return append.answer;
  }

  private AppendResult.@Nullable Refused add(Append append) {
    lock.lock();
    try {
      if (closing) {
        return CLOSED;
      }
      if (bytes + append.bytes > maxBytes && !appends.isEmpty()) {
        return BUSY;
      }
      appends.add(append);
      bytes += append.bytes;
      work.signal();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a roll; done once the writer has completed it, at once where the queue is closed. */
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

  /** Refuses what comes from now on; what waits is still taken. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits; waits itself while there is nothing, at most so many milliseconds. */
  Work take(long millis) {
    lock.lock();
    try {
      awaitWork(TimeUnit.MILLISECONDS.toNanos(millis));
      Work taken = new Work(appends, rolls, closing);
      appends = new ArrayList<>();
      rolls = new ArrayList<>();
      bytes = 0;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void awaitWork(long nanos) {
    long left = nanos;
    try {
      while (appends.isEmpty() && rolls.isEmpty() && !closing && left > 0) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      closing = true; // nobody but close() has a reason to end the writer
    }
  }
}
