package io.pharos.core.definition;

import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.shape.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * The tables that have a file. A table whose file has problems has no definition here, and causes
 * no further message.
 */
record KnownTables(SequencedMap<TableName, Optional<TableDefinition>> tables) {

  boolean database(String database) {
    return tables.keySet().stream().anyMatch(name -> name.database().equals(database));
  }

  Optional<TableDefinition> find(TableName name) {
    return tables.getOrDefault(name, Optional.empty());
  }

  boolean has(TableName name) {
    return tables.containsKey(name);
  }

  /** Why a name is no table; empty if it is one. */
  Optional<String> problem(TableName name) {
    if (has(name)) {
      return Optional.empty();
    }
    List<String> names = tables.keySet().stream().map(TableName::toString).toList();
    String hint = Spelling.hint(name.toString(), names);
    String advice = hint.isEmpty() ? ": declare it in %s/%s.yaml of the table folder" : hint;
    return Optional.of(
        "there is no table " + name + advice.formatted(name.database(), name.table()));
  }

  /** Why a name is no streaming table. */
  Optional<String> streamingProblem(TableName name) {
    return problem(name).or(() -> kindProblem(name, Kind.STREAMING));
  }

  /** Why a name is no batch table. */
  Optional<String> batchProblem(TableName name) {
    return problem(name).or(() -> kindProblem(name, Kind.BATCH));
  }

  private Optional<String> kindProblem(TableName name, Kind kind) {
    return find(name)
        .filter(table -> table.kind() != kind)
        .map(table ->
            "table %s is %s; it has to be %s".formatted(name, lower(table.kind()), lower(kind)));
  }

  private static String lower(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  Stream<TableDefinition> valid() {
    return tables.values().stream().flatMap(Optional::stream);
  }
}
