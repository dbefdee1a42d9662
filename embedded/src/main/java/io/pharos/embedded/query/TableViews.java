package io.pharos.embedded.query;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.lake.LakeLayout;
import io.pharos.embedded.state.LakeFile;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.sql.DuckDbNames;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one view per table over exactly the files in the catalog, and makes it again when the
 * catalog has changed. Files of an older schema version read the newer columns as null. Safe for
 * many threads.
 */
final class TableViews {
  /** Characters of an hour's folder, {@code YYYY/MM/DD/HH}. */
  private static final int HOUR_LENGTH = 13;

  private final Path data;
  private final Map<TableName, TableDefinition> tables;
  private final SqliteCatalog catalog;
  private final Map<TableName, Long> revisions = new HashMap<>();

  TableViews(Path data, Map<TableName, TableDefinition> tables, SqliteCatalog catalog) {
    this.data = data;
    this.tables = tables;
    this.catalog = catalog;
  }

  @Nullable TableDefinition table(TableName name) {
    return tables.get(name);
  }

  /** The columns of a table's view, or nothing if there is no such table. */
  Optional<List<Column>> columns(TableName name) {
    return Optional.ofNullable(tables.get(name))
        .map(table -> {
          List<Column> columns =
              new ArrayList<>(
                  table.partition().isEmpty() ? table.columns() : DuckDbTypes.stored(table));
          table
              .partitionKey()
              .ifPresent(key -> columns.add(Column.optional(key, ColumnType.Scalar.STRING)));
          return columns;
        });
  }

  /** Updates the views of these tables. */
  synchronized void refresh(Connection connection, Set<TableName> names) throws SQLException {
    for (TableName name : names) {
      TableDefinition table = tables.get(name);
      if (table == null) {
        throw new IllegalArgumentException("table " + name + " is not defined");
      }
      long revision = catalog.revision(name);
      Long made = revisions.get(name);
      if (made == null || made != revision || table.partition().isEmpty()) {
        create(connection, table);
        revisions.put(name, revision);
      }
    }
  }

  private void create(Connection connection, TableDefinition table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE SCHEMA IF NOT EXISTS " + DuckDbNames.schema(table.name().database()));
      statement.execute(
          "CREATE OR REPLACE VIEW " + DuckDbNames.table(table.name()) + " AS " + select(table));
    }
  }

  private String select(TableDefinition table) {
    if (table.partition().isEmpty()) {
      return unpartitioned(table);
    }
    SortedMap<Integer, List<LakeFile>> byVersion = new TreeMap<>();
    for (LakeFile file : catalog.files(table.name())) {
      byVersion.computeIfAbsent(file.schemaVersion(), version -> new ArrayList<>()).add(file);
    }
    List<String> parts = new ArrayList<>();
    byVersion.forEach((version, files) -> parts.add(version(table, version, files)));
    return parts.isEmpty() ? none(table) : String.join(" UNION ALL ", parts);
  }

  /** The files in the folder of a table without partitions, which people fill. */
  private String unpartitioned(TableDefinition table) {
    String columns =
        table.columns().stream().map(TableViews::name).collect(Collectors.joining(", "));
    List<Path> parquet = EngineFiles.in(folder(table), ".parquet");
    List<Path> json = EngineFiles.in(folder(table), ".json");
    List<String> parts = new ArrayList<>();
    if (!parquet.isEmpty()) {
      parts.add(EngineFiles.parquetByName(parquet));
    }
    if (!json.isEmpty()) {
      parts.add(EngineFiles.json(json, table.columns()));
    }
    return parts.isEmpty()
        ? none(table)
        : parts.stream()
            .map(source -> "SELECT " + columns + " FROM " + source)
            .collect(Collectors.joining(" UNION ALL "));
  }

  private Path folder(TableDefinition table) {
    return data.resolve(LakeLayout.lake(table.name()));
  }

  private static String none(TableDefinition table) {
    String columns =
        DuckDbTypes.stored(table).stream()
            .map(column -> "NULL::" + DuckDbTypes.type(column.type()) + " AS " + name(column))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + table.partitionKey().map(key -> ", NULL::VARCHAR AS " + DuckDb.identifier(key)).orElse("")
        + " WHERE false";
  }

  private String version(TableDefinition table, int version, List<LakeFile> files) {
    Set<String> stored =
        catalog.columns(table.name(), version).stream().collect(Collectors.toSet());
    String columns =
        DuckDbTypes.stored(table).stream()
            .map(column ->
                stored.contains(column.name()) || column.name().equals(TableDefinition.RECEIVED_AT)
                    ? name(column)
                    : "NULL::" + DuckDbTypes.type(column.type()) + " AS " + name(column))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + table.partitionKey().map(key -> ", " + partition(table, key)).orElse("")
        + " FROM "
        + EngineFiles.parquetWithPath(
            files.stream().map(file -> data.resolve(file.path())).toList());
  }

  private static String name(Column column) {
    return DuckDb.identifier(column.name());
  }

  /** The partition's value from the path, so that the engine prunes files by it. */
  private String partition(TableDefinition table, String key) {
    String path = DuckDb.identifier(EngineFiles.PATH);
    String value =
        table.streaming()
            ? "right(parse_dirpath(" + path + "), " + HOUR_LENGTH + ")"
            : "regexp_extract(" + below(table, path) + ", '^" + key + "=([^/]*)/', 1)";
    return value + " AS " + DuckDb.identifier(key);
  }

  /** The part of a path below the table's folder; folders above it can have any name. */
  private String below(TableDefinition table, String path) {
    String folder = folder(table) + "/";
    return "substr(" + path + ", " + (folder.codePointCount(0, folder.length()) + 1) + ")";
  }
}
