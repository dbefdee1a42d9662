package io.pharos.embedded.quarantine;

import io.pharos.core.definition.TableName;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.value.UuidV7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Quarantine as files, {@code quarantine/<database>/<table>/YYYY/MM/DD/HH/*.json.gz}. One thread
 * writes them all; waiting events share a write and an fsync. Safe for many threads.
 */
public final class FileQuarantine implements Quarantine, AutoCloseable {
  /** The most waiting events; more are refused, so that a flood of garbage cannot fill the heap. */
  static final int MAX_WAITING = 20_000;

  private final Path root;
  private final Path scratch;
  private final Clock clock;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>(MAX_WAITING);
  private final Map<TableName, QuarantineFile> open = new HashMap<>();
  private final Thread worker;
  private boolean closed;
  private int waiting;

  /** Used by the worker only; keeps the names of files of one millisecond in order. */
  private long namedAt;

  private sealed interface Task {
    CompletableFuture<Void> done();

    /** The number of events in this request. */
    default int size() {
      return 0;
    }

    record Keep(TableName table, List<RefusedEvent> events, CompletableFuture<Void> done)
        implements Task {
      @Override
      public int size() {
        return events.size();
      }
    }

    record Release(TableName table, Set<String> ids, CompletableFuture<Void> done)
        implements Task {}

    record Close(CompletableFuture<Void> done) implements Task {}
  }

  /**
   * Opens the quarantine of a data folder.
   *
   * @param root {@code quarantine/}
   * @param scratch a folder on the same disk for unfinished files
   */
  public FileQuarantine(Path root, Path scratch, Clock clock) {
    this.root = root;
    this.scratch = scratch;
    this.clock = clock;
    this.worker = Thread.ofPlatform().name("quarantine").daemon().unstarted(this::run);
    worker.start();
  }

  @Override
  public CompletionStage<Void> keep(TableName table, List<RefusedEvent> events) {
    return submit(new Task.Keep(table, List.copyOf(events), new CompletableFuture<>()));
  }

  @Override
  public void release(TableName table, Set<String> ids) {
    submit(new Task.Release(table, Set.copyOf(ids), new CompletableFuture<>())).join();
  }

  /** Submits nothing after the end, because nobody would answer it. */
  private synchronized CompletableFuture<Void> submit(Task task) {
    boolean room = task.size() == 0 || waiting < MAX_WAITING;
    if (closed || !room || !tasks.offer(task)) {
      task.done().completeExceptionally(new RejectedExecutionException("the quarantine is busy"));
    } else {
      waiting += task.size();
    }
    return task.done();
  }

  private synchronized void written(List<Task> group) {
    for (Task task : group) {
      waiting -= task.size();
    }
  }

  @Override
  public void list(TableName table, Consumer<RefusedEvent> each) {
    Set<String> shown = new HashSet<>();
    for (Path file : files(table)) {
      try {
        if (Files.exists(file)) { // it may have been released meanwhile
          QuarantineFile.read(
              file,
              event -> {
                if (shown.add(event.id())) {
                  each.accept(event);
                }
              });
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<Path> files(TableName table) {
    Path folder = root.resolve(LakeLayout.path(table));
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(".json.gz")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Task end = new Task.Close(new CompletableFuture<>());
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    while (!tasks.offer(end)) {
      Thread.onSpinWait(); // the queue is full, and only gets shorter
    }
    end.done().join();
  }

  private void run() {
    boolean ended = false;
    while (!ended) {
      List<Task> group = new ArrayList<>();
      try {
        group.add(tasks.take());
      } catch (InterruptedException e) {
        continue; // only close() ends this thread
      }
      tasks.drainTo(group);
      keepAll(group);
      written(group);
      for (Task task : group) {
        if (task instanceof Task.Release release) {
          settle(release, () -> releaseNow(release));
        } else if (task instanceof Task.Close) {
          settle(task, this::closeFiles);
          ended = true;
        }
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  private static void settle(Task task, Step step) {
    try {
      step.run();
      task.done().complete(null);
    } catch (IOException | RuntimeException e) {
      task.done().completeExceptionally(e);
    }
  }

  private void keepAll(List<Task> group) {
    Map<TableName, List<Task.Keep>> byTable = new LinkedHashMap<>();
    for (Task task : group) {
      if (task instanceof Task.Keep keep) {
        byTable.computeIfAbsent(keep.table(), table -> new ArrayList<>()).add(keep);
      }
    }
    byTable.forEach(this::keepOf);
  }

  private void keepOf(TableName table, List<Task.Keep> keeps) {
    try {
      file(table).append(keeps.stream().flatMap(keep -> keep.events().stream()).toList());
      keeps.forEach(keep -> keep.done().complete(null));
    } catch (IOException | RuntimeException e) {
      keeps.forEach(keep -> keep.done().completeExceptionally(e));
    }
  }

  /** The open file of this hour. */
  private QuarantineFile file(TableName table) throws IOException {
    Instant now = clock.instant();
    Path folder = root.resolve(LakeLayout.path(table)).resolve(LakeLayout.hour(now));
    QuarantineFile file = open.get(table);
    if (file != null && folder.equals(file.path().getParent())) {
      return file;
    }
    if (file != null) {
      open.remove(table);
      file.close();
    }
    namedAt = Math.max(now.toEpochMilli(), namedAt + 1);
    QuarantineFile fresh = new QuarantineFile(folder.resolve(UuidV7.at(namedAt) + ".json.gz"));
    open.put(table, fresh);
    return fresh;
  }

  private void releaseNow(Task.Release release) throws IOException {
    QuarantineFile file = open.remove(release.table());
    if (file != null) {
      file.close();
    }
    for (Path path : files(release.table())) {
      List<RefusedEvent> all = new ArrayList<>();
      QuarantineFile.read(path, all::add);
      List<RefusedEvent> left =
          all.stream().filter(event -> !release.ids().contains(event.id())).toList();
      if (left.size() < all.size()) {
        QuarantineFile.rewrite(path, left, scratch.resolve(UuidV7.at(clock.millis()) + ".gz"));
      }
    }
  }

  private void closeFiles() throws IOException {
    for (QuarantineFile file : open.values()) {
      file.close();
    }
    open.clear();
  }
}
