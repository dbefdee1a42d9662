package io.pharos.core.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** All declared databases, tables and curations, checked as a whole. */
public record Definitions(
    Map<String, DatabaseDefinition> databases,
    SequencedMap<TableName, TableDefinition> tables,
    SequencedMap<CurationName, CurationDefinition> curations) {

  public Definitions {
    databases = Map.copyOf(databases);
    tables = new LinkedHashMap<>(tables);
    curations = new LinkedHashMap<>(curations);
  }

  public Optional<TableDefinition> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  public List<TableDefinition> streamingTables() {
    return tables.values().stream().filter(TableDefinition::streaming).toList();
  }
}
