package io.pharos.aws.lambda;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.util.HashMap;
import java.util.Map;

/** Finds the table of a stream. */
public final class StreamTables {
  private final Map<String, TableName> tables = new HashMap<>();

  public StreamTables(Definitions definitions, StackNames names) {
    for (TableDefinition table : definitions.streamingTables()) {
      tables.put(names.stream(table.name()), table.name());
    }
  }

  /**
   * The table of a stream, or of the delivery that reads it.
   *
   * @throws IllegalArgumentException if there is none
   */
  public TableName table(String arn) {
    TableName table = tables.get(arn.substring(arn.lastIndexOf('/') + 1));
    if (table == null) {
      throw new IllegalArgumentException(
          "no table of this function's pharos.json has the stream " + arn + "; deploy it again");
    }
    return table;
  }
}
