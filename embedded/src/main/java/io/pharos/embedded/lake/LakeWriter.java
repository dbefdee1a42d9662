package io.pharos.embedded.lake;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.stream.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Files closed segments into the lake and then into the archive, each in its own thread, so that
 * SQL need not wait for compression. Safe for many threads.
 */
public final class LakeWriter implements AutoCloseable {
  /**
   * The most segments that wait for the archive. Compression is the slowest step, and filing waits
   * for it, so that segments do not fill the disk.
   */
  private static final int WAITING_FOR_ARCHIVE = 4;

  private final Map<TableName, TableDefinition> tables;
  private final SegmentFiling filing;
  private final SegmentWorker archiver;
  private final SegmentWorker filer;
  private final LongAdder filedEvents = new LongAdder();

  public LakeWriter(
      Map<TableName, TableDefinition> tables,
      Path data,
      DuckDb engine,
      SqliteCatalog catalog,
      Quarantine quarantine,
      Clock clock) {
    this.tables = tables;
    this.filing = new SegmentFiling(data, engine, catalog, quarantine, clock);
    this.archiver =
        new SegmentWorker("raw-archive", WAITING_FOR_ARCHIVE, new RawArchiver(data)::archive);
    this.filer = new SegmentWorker("lake-writer", Integer.MAX_VALUE, this::file);
  }

  /** Takes a closed segment. */
  public void submit(Segment segment) {
    filer.submit(segment);
  }

  /** Completes once all segments submitted so far are in the lake. */
  public CompletableFuture<Void> filed() {
    return filer.done();
  }

  /** Completes once all segments submitted so far are in the lake and in the archive. */
  public CompletableFuture<Void> archived() {
    return filed().thenCompose(done -> archiver.done());
  }

  /** The segments that are not in the lake yet. */
  public List<Segment> backlog() {
    return filer.waiting();
  }

  /** Why the last attempt failed; empty if it succeeded. */
  public String trouble() {
    String trouble = filer.trouble();
    return trouble.isEmpty() ? archiver.trouble() : trouble;
  }

  /** The number of filed events. */
  public long filedEvents() {
    return filedEvents.sum();
  }

  /** How often filing has failed. */
  public long failures() {
    return filer.failures();
  }

  /** The segments that {@link #close} left in the stream; the next start files them. */
  public List<Segment> left() {
    return Stream.concat(filer.left().stream(), archiver.left().stream()).toList();
  }

  /** Files the submitted segments, and tries each once. */
  @Override
  public void close() {
    archiver.end();
    filer.close();
    archiver.close();
  }

  private void file(Segment segment) throws IOException, SQLException {
    TableDefinition table = tables.get(segment.table());
    if (table == null) {
      throw new IOException("table " + segment.table() + " is not defined");
    }
    filing.file(table, segment);
    filedEvents.add(segment.events());
    archiver.submit(segment); // before anybody is told, so that nobody misses it there
  }
}
