package io.pharos.local;

import io.pharos.client.Status;
import io.pharos.core.curation.CurationSchedule;
import io.pharos.core.curation.LateEvents;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.Definitions;
import io.pharos.embedded.files.ReadableFolder;
import io.pharos.embedded.quarantine.FileQuarantine;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.DuckDbQueryEngine;
import io.pharos.embedded.state.SqliteArrivals;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.state.SqliteRunHistory;
import io.pharos.embedded.state.StateDatabase;
import io.pharos.embedded.stream.StreamFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Reads a data folder that no process holds, and changes nothing in it: the state is a copy, and
 * events in the stream are counted, not filed.
 */
public final class FolderReading extends Inspection {
  private final ReadableFolder folder;
  private final Contents contents;
  private final Closing closing;

  private FolderReading(ReadableFolder folder, Contents contents, Closing closing) {
    super(contents);
    this.folder = folder;
    this.contents = contents;
    this.closing = closing;
  }

  /** Opens it. */
  public static FolderReading open(Path data, DefinitionFolders from, LocalConfig config) {
    Definitions definitions = Warehouse.definitions(from);
    Closing closing = new Closing();
    boolean opened = false;
    try {
      ReadableFolder folder = closing.later(ReadableFolder.open(data));
      Path scratch = closing.later(new Scratch()).path();
      Contents contents = contents(folder.path(), scratch, definitions, config, closing);
      opened = true;
      return new FolderReading(folder, contents, closing);
    } finally {
      if (!opened) {
        closing.close();
      }
    }
  }

  private static Contents contents(
      Path data, Path scratch, Definitions definitions, LocalConfig config, Closing closing) {
    Clock clock = Clock.systemUTC();
    StateDatabase state = closing.later(StateDatabase.copy(data.resolve("state.db"), scratch));
    SqliteCatalog catalog = new SqliteCatalog(state, data, definitions.tables().values());
    RunHistory history = new SqliteRunHistory(state);
    DuckDb engine = closing.later(DuckDb.open(data, scratch, config.queries().memoryBytes()));
    return new Contents(
        definitions,
        catalog,
        closing.later(
            new AskedQueries(
                closing.later(
                    new DuckDbQueryEngine(data, engine, definitions.tables(), catalog, clock)),
                config.queries(),
                clock)),
        history,
        new CurationSchedule(definitions, history, clock),
        new LateEvents(definitions, history, new SqliteArrivals(state), clock),
        closing.later(new FileQuarantine(data.resolve("quarantine"), scratch, clock)));
  }

  /** Acknowledged events that are not in the lake, and so are missing from answers. */
  public long waitingEvents() {
    return waiting().stream().mapToLong(StreamFolder.Found::events).sum();
  }

  private List<StreamFolder.Found> waiting() {
    return new StreamFolder(folder.path().resolve("stream"))
        .segments().stream()
            .filter(segment -> !contents.catalog().filed(segment.table(), segment.name().text()))
            .toList();
  }

  @Override
  public Status status() {
    return new Status(
        folder.path().toString(),
        Files.isWritable(folder.path()),
        folder.usableBytes(),
        null,
        null,
        waiting().size(),
        waitingEvents(),
        "no warehouse runs",
        UnknownTables.in(folder.path(), contents.definitions(), contents.catalog()).status(),
        null,
        null,
        curationStatus());
  }

  @Override
  public void close() {
    closing.close();
  }
}
