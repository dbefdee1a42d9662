package io.pharos.embedded.stream;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.EventStream;
import io.pharos.core.stream.StreamRecord;
import io.pharos.embedded.files.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Every table's stream as files in one folder, {@code stream/<database>/<table>/}. */
public final class SegmentEventStream implements EventStream, AutoCloseable {
  private static final AppendResult UNKNOWN =
      new AppendResult.Refused(AppendResult.Cause.STREAM_ERROR, "this table has no stream");

  private final Map<TableName, TableLog> logs = new LinkedHashMap<>();

  /**
   * Opens the stream. Segments of an earlier process are passed to {@code closed} before any event
   * is accepted.
   *
   * @param folder of all streams
   * @param usableBytes free space of the disk
   * @param closed receives each closed segment; called by the writer of its table
   */
  public static SegmentEventStream open(
      Path folder,
      List<TableDefinition> tables,
      Limits limits,
      Clock clock,
      LongSupplier usableBytes,
      Consumer<Segment> closed)
      throws IOException {
    OpenFiles.requireRoomFor(tables.size());
    SegmentEventStream stream = new SegmentEventStream();
    for (TableDefinition table : tables) {
      Path own = folder.resolve(table.name().database()).resolve(table.name().table());
      DurableFiles.create(own);
      for (Segment left : recover(table, own)) {
        closed.accept(left);
      }
    }
    WriteBuffers buffers = new WriteBuffers();
    for (TableDefinition table : tables) {
      Path own = folder.resolve(table.name().database()).resolve(table.name().table());
      StreamLimits its = limits.of(table);
      FreeSpace space = new FreeSpace(usableBytes, its.freeBytes());
      stream.logs.put(
          table.name(),
          new TableLog(table.name(), own, its, clock, space::enough, buffers, closed));
    }
    return stream;
  }

  /** The limits of a table's stream. */
  public interface Limits {
    StreamLimits of(TableDefinition table);
  }

  private static List<Segment> recover(TableDefinition table, Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files =
          found
              .filter(file -> SegmentName.isFile(String.valueOf(file.getFileName())))
              .sorted()
              .toList();
    }
    List<Segment> segments = new ArrayList<>();
    for (Path file : files) {
      SegmentName name = SegmentName.ofFile(String.valueOf(file.getFileName()));
      Segment segment = SegmentRecovery.recover(table, name, file);
      if (segment.length() == 0) {
        Files.delete(file);
      } else {
        segments.add(segment);
      }
    }
    return segments;
  }

  @Override
  public CompletionStage<List<AppendResult>> append(TableName table, List<StreamRecord> records) {
    TableLog log = logs.get(table);
    return log == null
        ? CompletableFuture.completedStage(Collections.nCopies(records.size(), UNKNOWN))
        : log.append(records);
  }

  /** Closes every open segment; completes once all were passed on. */
  public CompletableFuture<Void> roll() {
    return CompletableFuture.allOf(
        logs.values().stream().map(TableLog::roll).toArray(CompletableFuture[]::new));
  }

  /** The open segments. */
  public List<Segment> open() {
    List<Segment> open = new ArrayList<>();
    for (TableLog log : logs.values()) {
      Segment segment = log.open();
      if (segment != null) {
        open.add(segment);
      }
    }
    return open;
  }

  /** Answers the waiting appends and closes every segment; later appends are refused. */
  @Override
  public void close() {
    logs.values().forEach(TableLog::close);
  }
}
