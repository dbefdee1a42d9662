package io.pharos.core.capture;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import java.util.HashMap;
import java.util.Map;

/** The vetting of every streaming table. Safe for many threads. */
public final class TableVetting {
  private final Map<TableName, StreamVetting> tables = new HashMap<>();

  public TableVetting(Definitions definitions) {
    for (TableDefinition table : definitions.streamingTables()) {
      tables.put(table.name(), new StreamVetting(table));
    }
  }

  /**
   * The vetting of a table's stream.
   *
   * @throws IllegalArgumentException if there is no such streaming table
   */
  public StreamVetting of(TableName table) {
    StreamVetting vetting = tables.get(table);
    if (vetting == null) {
      throw new IllegalArgumentException(table + " is not a streaming table");
    }
    return vetting;
  }
}
