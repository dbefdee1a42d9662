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
 * Does something with segments, one after the other, in a thread of its own. Where it fails, as
 * when the disk is full, it is tried again until it works; what is left at the end is done at the
 * next start. Safe for many threads.
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

  /** What is done; doing it again must be harmless. */
  interface Step {
    void take(Segment segment) throws IOException, SQLException;
  }

  private record Entry(Segment segment, CompletableFuture<Void> done) {}

  /**
   * Starts the thread.
   *
   * @param name of the thread, such as {@code lake-writer}
   * @param room for so many segments; whoever brings one more waits
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

  /** Done once everything submitted so far is. */
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

  /** Why the last try failed; empty while all goes well. */
  String trouble() {
    lock.lock();
    try {
      return trouble;
    } finally {
      lock.unlock();
    }
  }

  /** How often it has failed. */
  long failures() {
    lock.lock();
    try {
      return failures;
    } finally {
      lock.unlock();
    }
  }

  /** What could not be done before the end. */
  List<Segment> left() {
    lock.lock();
    try {
      return List.copyOf(left);
    } finally {
      lock.unlock();
    }
  }

  /** From now on nobody waits for room. */
  void end() {
    lock.lock();
    try {
      ending = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Does what was submitted, trying each segment once. */
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
          failed(entry, failure);
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

  private void failed(Entry entry, String failure) throws InterruptedException {
    trouble = failure;
    failures++;
    if (closing) {
      left.add(queue.removeFirst().segment);
      entry.done.completeExceptionally(new IllegalStateException(failure));
    } else {
      changed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
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
