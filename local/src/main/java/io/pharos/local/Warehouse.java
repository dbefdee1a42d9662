package io.pharos.local;

import io.pharos.client.OperationFailed;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.QuarantineReplay;
import io.pharos.core.catalog.PartitionRegistration;
import io.pharos.core.curation.CurationSchedule;
import io.pharos.core.curation.LateEvents;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.StaleRuns;
import io.pharos.core.curation.run.CurationRunner;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableDefinition.Format;
import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.metrics.MinuteReport;
import io.pharos.core.notify.Notifier;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.serving.ServedLookup;
import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.Problem;
import io.pharos.embedded.files.DataFolder;
import io.pharos.embedded.files.FileObjectStore;
import io.pharos.embedded.lake.Compaction;
import io.pharos.embedded.lake.LakeWriter;
import io.pharos.embedded.quarantine.FileQuarantine;
import io.pharos.embedded.quarantine.RoomyQuarantine;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.DuckDbQueryEngine;
import io.pharos.embedded.state.SqliteArrivals;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.SqliteRunHistory;
import io.pharos.embedded.state.SqliteServingTable;
import io.pharos.embedded.state.StateDatabase;
import io.pharos.embedded.stream.SegmentEventStream;
import io.pharos.embedded.stream.StreamLimits;
import io.pharos.sql.CurationSql;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The warehouse of one data folder: core's use cases wired to files, SQLite and DuckDB. It accepts
 * and files events as soon as it is open; {@link Housekeeping} does the scheduled work. Safe for
 * many threads.
 */
public final class Warehouse implements AutoCloseable {
  private final LocalConfig config;
  private final Definitions definitions;
  private final DataFolder folder;
  private final Closing closing = new Closing();

  private final SqliteCatalog catalog;
  private final SqliteServingTable serving;
  private final SqliteRunHistory history;
  private final SqliteArrivals arrivals;
  private final AskedQueries askedQueries;
  private final Compaction compaction;
  private final FileQuarantine quarantine;
  private final LakeWriter lakeWriter;
  private final SegmentEventStream stream;
  private final Capture capture;
  private final PartitionRegistration registration;
  private final LiveMinutes minutes;
  private final CurationDriver curations;
  private final RefusedRequests refusedRequests = new RefusedRequests();
  private final Clock clock;

  /**
   * Opens a new or existing data folder, and finishes the interrupted work of an earlier process.
   *
   * @param url the future address of the warehouse; absent if it serves a single command
   */
  public static Warehouse open(
      Path data, DefinitionFolders from, LocalConfig config, Optional<String> url) {
    Definitions definitions = definitions(from);
    DataFolder folder = DataFolder.open(data, url);
    try {
      return new Warehouse(definitions, folder, config, Clock.systemUTC());
    } catch (IOException | RuntimeException e) {
      folder.close();
      if (e instanceof RuntimeException known) {
        throw known;
      }
      throw OperationFailed.failed("data folder " + data + ": " + e.getMessage());
    }
  }

  /** Reads definition files for one machine. */
  static Definitions definitions(DefinitionFolders from) {
    Definitions definitions =
        CurationSql.checked(DefinitionReader.read(from.tables(), from.curations()));
    requireParquet(definitions);
    return definitions;
  }

  /** Refuses tables of another format than Parquet, which only AWS can write. */
  private static void requireParquet(Definitions definitions) {
    List<Problem> problems =
        definitions.tables().values().stream()
            .filter(table -> table.format() != Format.PARQUET && table.kind() != Kind.STATIC)
            .map(table ->
                new Problem(
                    "tables/" + table.name().database() + "/" + table.name().table() + ".yaml",
                    1,
                    "format",
                    "one machine keeps its lake as parquet: write parquet or remove the key"))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidFiles(problems);
    }
  }

  private Warehouse(Definitions definitions, DataFolder folder, LocalConfig config, Clock clock)
      throws IOException {
    this.definitions = definitions;
    this.folder = folder;
    this.config = config;
    this.clock = clock;
    Path data = folder.path();
    closing.later(folder);
    boolean opened = false;
    try {
      StateDatabase state = closing.later(StateDatabase.open(data.resolve("state.db")));
      catalog = new SqliteCatalog(state, data, definitions.tables().values());
      serving = new SqliteServingTable(state);
      history = new SqliteRunHistory(state);
      arrivals = new SqliteArrivals(state);
      DuckDb engine = closing.later(DuckDb.open(data, config.engineBytes()));
      DuckDbQueryEngine queries = queries(engine);
      askedQueries =
          closing.later(new AskedQueries(queries(engineOfAsked()), config.queries(), clock));
      compaction = new Compaction(data, engine, catalog, clock);
      quarantine =
          closing.later(new FileQuarantine(data.resolve("quarantine"), data.resolve("tmp"), clock));
      lakeWriter =
          closing.later(
              new LakeWriter(definitions.tables(), data, engine, catalog, quarantine, clock));
      stream =
          closing.later(
              SegmentEventStream.open(
                  data.resolve("stream"),
                  definitions.streamingTables(),
                  this::limits,
                  clock,
                  folder::usableBytes,
                  lakeWriter::submit));
      capture =
          new Capture(
              definitions,
              stream,
              new RoomyQuarantine(quarantine, folder::usableBytes, config.freeBytes()),
              clock);
      registration = new PartitionRegistration(catalog, new FileObjectStore(data), clock);
      minutes = new LiveMinutes(stream, lakeWriter, catalog);
      curations =
          closing.later(
              new CurationDriver(
                  new CurationRunner(
                      definitions, queries, catalog, serving, history, notifier(), clock),
                  queries,
                  definitions,
                  clock));
      opened = true;
    } finally {
      if (!opened) {
        closing.close();
      }
    }
    registerPartitions();
  }

  /** The engine of queries, apart from the one of filing and curations. */
  private DuckDb engineOfAsked() {
    Path data = folder.path();
    long memory = config.queries().memoryBytes();
    return closing.later(DuckDb.open(data, data.resolve("tmp").resolve("queries"), memory));
  }

  private DuckDbQueryEngine queries(DuckDb engine) {
    return closing.later(
        new DuckDbQueryEngine(folder.path(), engine, definitions.tables(), catalog, clock));
  }

  private StreamLimits limits(TableDefinition table) {
    return new StreamLimits(
        table.flush().size(),
        config.flushInterval().orElse(table.flush().interval()),
        StreamLimits.DEFAULT_PENDING_BYTES,
        config.freeBytes());
  }

  private Notifier notifier() {
    return Notifications.of(config.webhook());
  }

  /**
   * Files events: when it returns, SQL sees every event acknowledged before.
   *
   * @throws OperationFailed if an event could not be filed; it is kept
   */
  public void flush() {
    stream.roll().join();
    new Filing(lakeWriter).await();
    unknownTables().requireNoneWait(folder.path());
  }

  /** The data of undefined tables in the folder. */
  public UnknownTables unknownTables() {
    return UnknownTables.in(folder.path(), definitions, catalog);
  }

  /** Refuses events and queries from now on, and begins to file the acknowledged events. */
  public void takeNoMore() {
    stream.close();
    askedQueries.close();
  }

  /** The number of events filed since the warehouse was opened. */
  public long filedEvents() {
    return lakeWriter.filedEvents();
  }

  /** Registers the partitions of every streaming table that are due. */
  public void registerPartitions() {
    definitions.streamingTables().forEach(registration::register);
  }

  /** Deletes files that nobody reads any more, and compacts small ones. */
  public void tidy() {
    for (TableDefinition table : definitions.streamingTables()) {
      compaction.compact(table);
    }
    compaction.deleteRetired();
    new StaleRuns(definitions, catalog, history, new FileObjectStore(folder.path()), clock)
        .delete();
  }

  /** Its readable contents. */
  Contents contents() {
    return new Contents(
        definitions, catalog, askedQueries, history, schedule(), lateEvents(), quarantine);
  }

  public Definitions definitions() {
    return definitions;
  }

  public LocalConfig config() {
    return config;
  }

  public DataFolder folder() {
    return folder;
  }

  public Capture capture() {
    return capture;
  }

  public RefusedRequests refusedRequests() {
    return refusedRequests;
  }

  public SqliteCatalog catalog() {
    return catalog;
  }

  public AskedQueries askedQueries() {
    return askedQueries;
  }

  public RunHistory history() {
    return history;
  }

  public Quarantine quarantine() {
    return quarantine;
  }

  public QuarantineReplay replay() {
    return new QuarantineReplay(quarantine, capture);
  }

  public SegmentEventStream stream() {
    return stream;
  }

  public LakeWriter lakeWriter() {
    return lakeWriter;
  }

  public CurationDriver curations() {
    return curations;
  }

  public CurationSchedule schedule() {
    return new CurationSchedule(definitions, history, clock);
  }

  public LateEvents lateEvents() {
    return new LateEvents(definitions, history, arrivals, clock);
  }

  public ServedLookup lookup() {
    return new ServedLookup(definitions, serving, clock);
  }

  public MinuteReport minuteReport() {
    return new MinuteReport(definitions, minutes, clock);
  }

  /**
   * Refuses new events, files the acknowledged ones, and releases the folder.
   *
   * @throws OperationFailed if an event could not be filed; the next start files it
   */
  @Override
  public void close() {
    closing.close();
    new Filing(lakeWriter).requireDone(folder.path());
  }
}
