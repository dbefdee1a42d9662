package io.pharos.embedded.lake;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.stream.Segment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Files closed segments into the lake, one after the other, in a thread of its own, and hands them
 * on to the archive. One that cannot be filed, as when the disk is full, is tried again until it
 * can. Safe for many threads.
 */
public final class LakeWriter implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LakeWriter.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Map<TableName, TableDefinition> tables;
  private final SegmentFiling filing;
  private final RawArchiver archiver;
  private final Thread worker;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Deque<Entry> queue = new ArrayDeque<>();
  private boolean closing;
  private String trouble = "";

  private record Entry(Segment segment, CompletableFuture<Void> filed) {}

  public LakeWriter(
      Map<TableName, TableDefinition> tables,
      Path data,
      DuckDb engine,
      SqliteCatalog catalog,
      Quarantine quarantine,
      Clock clock) {
    this.tables = tables;
    this.filing = new SegmentFiling(data, engine, catalog, quarantine, clock);
    this.archiver = new RawArchiver(data);
    this.worker = Thread.ofPlatform().name("lake-writer").daemon().unstarted(this::run);
    worker.start();
  }

  /** Takes a segment that grows no more. */
  public void submit(Segment segment) {
    lock.lock();
    try {
      queue.add(new Entry(segment, new CompletableFuture<>()));
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Done once everything submitted so far is in the lake. */
  public CompletableFuture<Void> filed() {
    lock.lock();
    try {
      return CompletableFuture.allOf(
          queue.stream().map(Entry::filed).toArray(CompletableFuture[]::new));
    } finally {
      lock.unlock();
    }
  }

  /** Done once everything submitted so far is in the lake and in the archive. */
  public CompletableFuture<Void> archived() {
    return filed().thenCompose(done -> archiver.archived());
  }

  /** The segments that are not in the lake yet. */
  public List<Segment> backlog() {
    lock.lock();
    try {
      return new ArrayList<>(queue.stream().map(Entry::segment).toList());
    } finally {
      lock.unlock();
    }
  }

  /** Why the last try failed; empty while all goes well. */
  public String trouble() {
    lock.lock();
    try {
      return trouble.isEmpty() ? archiver.trouble() : trouble;
    } finally {
      lock.unlock();
    }
  }

  /** Files what was submitted, unless that fails just now: then it is filed at the next start. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
    archiver.end();
    try {
      worker.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    archiver.close();
  }

  private void run() {
    for (Entry entry = next(); entry != null; entry = next()) {
      String failure = file(entry.segment);
      lock.lock();
      try {
        trouble = failure;
        if (failure.isEmpty()) {
          queue.removeFirst();
        } else if (!closing) {
          work.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } else {
          giveUp(failure);
        }
      } catch (InterruptedException e) {
        closing = true; // nobody but close() has a reason to end this thread
      } finally {
        lock.unlock();
      }
      if (failure.isEmpty()) {
        archive(entry);
      }
    }
  }

  /** The archive has it before anybody is told that it is filed, so that nobody misses it there. */
  private void archive(Entry entry) {
    try {
      archiver.submit(entry.segment);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it is archived at the next start
    }
    entry.filed.complete(null);
  }

  /** They are filed at the next start; whoever waits for them is told. */
  private void giveUp(String failure) {
    for (Entry left : queue) {
      left.filed.completeExceptionally(new IllegalStateException("not filed: " + failure));
    }
    queue.clear();
  }

  private @Nullable Entry next() {
    lock.lock();
    try {
      while (queue.isEmpty() && !closing) {
        work.await();
      }
      return queue.peekFirst();
    } catch (InterruptedException e) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private String file(Segment segment) {
    TableDefinition table = tables.get(segment.table());
    if (table == null) {
      return segment.table() + " is not defined";
    }
    try {
      filing.file(table, segment);
      return "";
    } catch (IOException | SQLException | RuntimeException e) {
      String failure =
          "segment " + segment.name() + " of " + segment.table() + ": " + e.getMessage();
      LOG.log(Level.ERROR, "not filed yet, will be tried again: " + failure, e);
      return failure;
    }
  }
}
