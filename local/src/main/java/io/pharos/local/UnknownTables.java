package io.pharos.local;

import io.pharos.client.OperationFailed;
import io.pharos.client.Status;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.stream.StreamFolder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The data of undefined tables in a data folder: it is invisible, and stays unchanged.
 *
 * @param files in the lake, by table
 * @param waiting acknowledged events that are not filed, by table
 */
public record UnknownTables(SortedMap<String, Long> files, SortedMap<String, Long> waiting) {
  static UnknownTables in(Path data, Definitions definitions, SqliteCatalog catalog) {
    SortedMap<String, Long> files = catalog.fileCounts();
    definitions.tables().keySet().forEach(table -> files.remove(table.toString()));
    return new UnknownTables(files, waiting(data, definitions));
  }

  private static SortedMap<String, Long> waiting(Path data, Definitions definitions) {
    Set<TableName> known =
        definitions.streamingTables().stream()
            .map(TableDefinition::name)
            .collect(Collectors.toSet());
    SortedMap<String, Long> waiting = new TreeMap<>();
    for (StreamFolder.Found segment : new StreamFolder(data.resolve("stream")).segments()) {
      long events = known.contains(segment.table()) ? 0 : segment.events();
      if (events > 0) {
        waiting.merge(segment.table().toString(), events, Long::sum);
      }
    }
    return waiting;
  }

  /** By table. */
  SortedMap<String, Status.UnknownTable> status() {
    SortedMap<String, Status.UnknownTable> status = new TreeMap<>();
    for (String table : names()) {
      status.put(
          table,
          new Status.UnknownTable(files.getOrDefault(table, 0L), waiting.getOrDefault(table, 0L)));
    }
    return status;
  }

  /**
   * A message with what there is and what to do; empty if there is nothing.
   *
   * @param tables the folder that may define them
   */
  public Optional<String> message(Path data, String tables) {
    return names().isEmpty() ? Optional.empty() : Optional.of(text(data, tables));
  }

  /** Whether all acknowledged events are of defined tables. */
  void requireNoneWait(Path data) {
    if (!waiting.isEmpty()) {
      throw OperationFailed.failed(text(data, "DIR"));
    }
  }

  private String text(Path data, String tables) {
    return "data folder "
        + data
        + " holds tables that are not defined, so SQL does not show them and their events are not"
        + " filed: "
        + names().stream().map(this::named).collect(Collectors.joining(", "))
        + "; put their files back, or start with the folder that has them: ./pharos up --data "
        + data
        + " --tables "
        + tables;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>(files.keySet());
    names.addAll(waiting.keySet());
    return names;
  }

  private String named(String table) {
    return "%s (%d files, %d events wait)"
        .formatted(table, files.getOrDefault(table, 0L), waiting.getOrDefault(table, 0L));
  }
}
