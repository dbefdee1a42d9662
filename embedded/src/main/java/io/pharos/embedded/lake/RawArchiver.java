package io.pharos.embedded.lake;

import io.pharos.embedded.stream.Segment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Archives segments that SQL sees already, in a thread of its own, and removes them then. One that
 * cannot be archived is tried again until it can; what is left at the end is archived at the next
 * start. Safe for many threads.
 */
final class RawArchiver implements AutoCloseable {
  /** Whoever hands on more than this waits: compressing is the slowest step. */
  private static final int MAX_WAITING = 4;

  private static final Logger LOG = System.getLogger(RawArchiver.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Path data;
  private final Thread worker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Entry> queue = new ArrayDeque<>();
  private boolean ending;
  private boolean closing;
  private String trouble = "";

  private record Entry(Segment segment, CompletableFuture<Void> archived) {}

  RawArchiver(Path data) {
    this.data = data;
    this.worker = Thread.ofPlatform().name("raw-archive").daemon().unstarted(this::run);
    worker.start();
  }

  /** Takes a segment; waits while many are there. */
  void submit(Segment segment) throws InterruptedException {
    lock.lock();
    try {
      while (queue.size() >= MAX_WAITING && !ending) {
        changed.await();
      }
      queue.add(new Entry(segment, new CompletableFuture<>()));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Done once everything submitted so far is in the archive. */
  CompletableFuture<Void> archived() {
    lock.lock();
    try {
      return CompletableFuture.allOf(
          queue.stream().map(Entry::archived).toArray(CompletableFuture[]::new));
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

  /** From now on nobody waits who hands on a segment. */
  void end() {
    lock.lock();
    try {
      ending = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Archives what was submitted, unless that fails just now. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    for (Entry entry = next(); entry != null; entry = next()) {
      String failure = archive(entry.segment);
      lock.lock();
      try {
        trouble = failure;
        if (failure.isEmpty()) {
          queue.removeFirst();
          changed.signalAll();
        } else if (!closing) {
          changed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          giveUp(failure);
        }
      } catch (InterruptedException e) {
        closing = true; // nobody but close() has a reason to end this thread
      } finally {
        lock.unlock();
      }
      if (failure.isEmpty()) {
        entry.archived.complete(null);
      }
    }
  }

  private void giveUp(String failure) {
    for (Entry left : queue) {
      left.archived.completeExceptionally(new IllegalStateException("not archived: " + failure));
    }
    queue.clear();
  }

  private @Nullable Entry next() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closing) {
        changed.await();
      }
      return queue.peekFirst();
    } catch (InterruptedException e) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private String archive(Segment segment) {
    String file = segment.name() + ".json.gz";
    Path folder =
        data.resolve("raw")
            .resolve(segment.table().database())
            .resolve(segment.table().table())
            .resolve(segment.name().partitionValue());
    try {
      RawArchive.archive(
          segment.file(),
          segment.length(),
          data.resolve("tmp").resolve(file),
          folder.resolve(file));
      Files.deleteIfExists(segment.file());
      return "";
    } catch (IOException | RuntimeException e) {
      String failure =
          "segment " + segment.name() + " of " + segment.table() + " is not archived: " + e;
      LOG.log(Level.ERROR, failure + "; will be tried again", e);
      return failure;
    }
  }
}
