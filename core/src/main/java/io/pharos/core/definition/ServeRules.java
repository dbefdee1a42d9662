package io.pharos.core.definition;

import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of {@code output.serve}. */
final class ServeRules {
  /** {@code /{database}/metrics} is an address of the warehouse itself. */
  private static final String METRICS = "metrics";

  /** The types whose values can stand in an address. */
  private static final Set<ColumnType> KEYS =
      Set.of(
          Scalar.STRING, Scalar.TINYINT, Scalar.SMALLINT, Scalar.INT, Scalar.BIGINT, Scalar.DATE);

  private final String database;
  private final Block serve;
  private final KnownTables tables;
  private final ProblemLog log;

  /**
   * @param database of the curation: rows are looked up there, whichever table they are in
   */
  ServeRules(String database, Block serve, KnownTables tables, ProblemLog log) {
    this.database = database;
    this.serve = serve;
    this.tables = tables;
    this.log = log;
  }

  void check(Optional<TableName> output) {
    serve.text("as").map(as -> new ServedName(database, as)).ifPresent(this::checkName);
    output.flatMap(tables::find).ifPresent(this::checkColumns);
  }

  private void checkName(ServedName name) {
    if (name.as().equals(METRICS)) {
      log.add(serve, "as", "'metrics' is taken by the metrics of the database; take another name");
    } else if (tables.has(name.asTable())) {
      log.add(
          serve,
          "as",
          "'%s' is a table of %s already; take another name, it is an address beside the tables'"
              .formatted(name.as(), database));
    }
  }

  private void checkColumns(TableDefinition table) {
    serve.text("key").ifPresent(key -> checkKey(table, key));
    serve.text("sort").ifPresent(sort -> checkSort(table, sort));
  }

  private void checkKey(TableDefinition table, String key) {
    Optional<Column> column = table.column(key);
    if (column.isEmpty()) {
      List<String> names = table.columns().stream().map(Column::name).toList();
      log.add(
          serve,
          "key",
          "table %s has no column '%s'%s".formatted(table.name(), key, hint(key, names)));
    } else if (!KEYS.contains(column.get().type())) {
      log.add(
          serve,
          "key",
          "column '%s' is %s; rows are looked up by a string, a whole number or a date"
              .formatted(key, column.get().type().glueName()));
    }
  }

  private void checkSort(TableDefinition table, String sort) {
    boolean date = table.column(sort).filter(column -> column.type() == Scalar.DATE).isPresent();
    if (!date && table.partitionKey().filter(sort::equals).isEmpty()) {
      log.add(
          serve,
          "sort",
          "'%s' is neither the partition key of %s (%s) nor a date column of it"
              .formatted(sort, table.name(), table.partitionKey().orElse("none")));
    }
  }

  private static String hint(String key, List<String> names) {
    String hint = Spelling.hint(key, names);
    return hint.isEmpty() ? "; it has " + String.join(", ", names) : hint;
  }
}
