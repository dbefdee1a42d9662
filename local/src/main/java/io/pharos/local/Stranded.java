package io.pharos.local;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.embedded.stream.StreamFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Acknowledged events that cannot be filed, since their tables are not defined any more. */
final class Stranded {
  private Stranded() {}

  /** How many there are, by table. */
  static Map<String, Long> in(Path data, Definitions definitions) {
    Set<TableName> known =
        definitions.streamingTables().stream()
            .map(TableDefinition::name)
            .collect(Collectors.toSet());
    Map<String, Long> events = new TreeMap<>();
    for (StreamFolder.Found segment : new StreamFolder(data.resolve("stream")).segments()) {
      long its = known.contains(segment.table()) ? 0 : segment.events();
      if (its > 0) {
        events.merge(segment.table().toString(), its, Long::sum);
      }
    }
    return events;
  }

  static String message(Map<String, Long> events, Path data) {
    String each =
        events.entrySet().stream()
            .map(table -> table.getValue() + " of " + table.getKey())
            .collect(Collectors.joining(", "));
    return "acknowledged events wait in "
        + data
        + " ("
        + each
        + ") and are not filed: no such streaming table is defined; put its file back, or start with"
        + " the tables that have it: ./pharos up --data "
        + data
        + " --tables DIR";
  }
}
