package io.pharos.embedded.lake;

import io.pharos.embedded.stream.Segment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Processes segments one after the other in its own thread. After an error, such as a full disk, it
 * tries again until it succeeds. The next start processes the segments that are left at the end.
 * Safe for many threads.
 */
final class SegmentWorker implements AutoCloseable {
  private static final Logger LOG = System.getLogger(SegmentWorker.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final String name;
  private final int room;
  private final Step step;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> queue = new ArrayDeque<>();
  private final List<Segment> left = new ArrayList<>();
  private boolean ending;
  private boolean closing;
  private String trouble = "";
  private long failures;

  /** The work on one segment; it must be idempotent. */
  interface Step {
    void take(Segment segment) throws IOException, SQLException;
  }

  private record Entry(Segment segment, CompletableFuture<Void> done) {}

  /**
   * Starts the thread.
   *
   * @param name of the thread, such as {@code lake-writer}
   * @param room the most segments in the queue; the submitter of one more waits
   */
  SegmentWorker(String name, int room, Step step) {
    this.name = name;
    this.room = room;
    this.step = step;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    thread.start();
  }

  void submit(Segment segment) {
    lock.lock();
    try {
      while (queue.size() >= room && !ending) {
        changed.awaitUninterruptibly();
      }
      queue.add(new Entry(segment, new CompletableFuture<>()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Completes once all segments submitted so far are done. */
  CompletableFuture<Void> done() {
    lock.lock();
    try {
      return CompletableFuture.allOf(
          queue.stream().map(Entry::done).toArray(CompletableFuture[]::new));
    } finally {
      lock.unlock();
    }
  }

  /** The segments that are not done. */
  List<Segment> waiting() {
    lock.lock();
    try {
      return queue.stream().map(Entry::segment).toList();
    } finally {
      lock.unlock();
    }
  }

  /** Why the last attempt failed; empty if it succeeded. */
  String trouble() {
    lock.lock();
    try {
      return trouble;
    } finally {
      lock.unlock();
    }
  }

  /** The number of failed attempts. */
  long failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /** The segments that were not done before the end. */
  List<Segment> left() {
    lock.lock();
    try {
      return List.copyOf(left);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the waiting for room. */
  void end() {
    lock.lock();
    try {
      ending = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Processes the submitted segments, and tries each once. */
  @Override
  public void close() {
    end();
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (Entry entry = next(); entry != null; entry = next()) {
      String failure = attempt(entry.segment);
      lock.lock();
      try {
        if (failure.isEmpty()) {
          succeeded(entry);
        } else {
          failed(failure);
          if (closing) {
            leave(entry, failure);
          } else {
            changed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
          }
        }
      } catch (InterruptedException e) {
        closing = true; // nobody but close() has a reason to end this thread
      } finally {
        lock.unlock();
      }
    }
  }

  private void succeeded(Entry entry) {
    trouble = left.isEmpty() ? "" : trouble;
    queue.removeFirst();
    changed.signalAll();
    entry.done.complete(null);
  }

  private void failed(String failure) {
    trouble = failure;
    failures++;
  }

  private void leave(Entry entry, String failure) {
    left.add(queue.removeFirst().segment);
    entry.done.completeExceptionally(new IllegalStateException(failure));
  }

  private @Nullable Entry next() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      return queue.peekFirst();
    } finally {
      lock.unlock();
    }
  }

  private String attempt(Segment segment) {
    try {
      step.take(segment);
      return "";
    } catch (IOException | SQLException | RuntimeException e) {
      String failure =
          name + ": segment " + segment.name() + " of " + segment.table() + ": " + e.getMessage();
      LOG.log(Level.ERROR, failure + "; will be tried again", e);
      return failure;
    }
  }
}
