package io.pharos.conformance;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.TableName;
import io.pharos.embedded.query.DuckDb;
import io.pharos.sql.AthenaSql;
import io.pharos.sql.Columns;
import io.pharos.sql.DuckDbNames;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Athena's SQL over three small tables, on the engine of one machine; rows come as text. */
final class Engine implements AutoCloseable {
  private static final Map<TableName, List<Column>> TABLES =
      Map.of(
          TableName.parse("shop.orders"),
          List.of(
              Column.optional("customer", Scalar.STRING),
              Column.optional("quantity", Scalar.INT),
              Column.optional("amount", Scalar.INT),
              Column.optional("tags", new ColumnType.Array(Scalar.STRING))),
          TableName.parse("shop.customers"),
          List.of(Column.optional("name", Scalar.STRING), Column.optional("city", Scalar.STRING)),
          TableName.parse("shop.visits"),
          List.of(Column.optional("name", Scalar.STRING)));

  private final DuckDb engine;
  private final Connection connection;

  private Engine(Path data) {
    this.engine = DuckDb.open(data, 512L << 20);
    this.connection = engine.connect();
  }

  static Engine open(Path data) throws SQLException {
    Engine engine = new Engine(data);
    engine.execute("CREATE SCHEMA " + DuckDbNames.schema("shop"));
    engine.execute(
        create("shop.orders")
            + "SELECT * FROM (VALUES"
            + " ('anna', 1, 10, ['a', 'b']), ('ben', 2, NULL, ['c']),"
            + " ('anna', 3, 20, []), ('ben', 4, 30, NULL)) t(customer, quantity, amount, tags)");
    engine.execute(
        create("shop.customers")
            + "SELECT * FROM (VALUES"
            + " ('anna', 'Bonn'), ('ben', 'Kiel'), ('carl', 'Ulm')) t(name, city)");
    engine.execute(create("shop.visits") + "SELECT 'anna' AS name");
    return engine;
  }

  static String create(String table) {
    return "CREATE TABLE " + DuckDbNames.table(TableName.parse(table)) + " AS ";
  }

  void execute(String duckDb) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(duckDb);
    }
  }

  /** Columns joined by a comma. */
  List<String> rows(String athena) throws SQLException {
    Columns columns = new Columns(Engine::columns, Map.of());
    String sql = AthenaSql.parse(athena).toDuckDb(Optional.empty(), columns).sql();
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (" + sql + ")")) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          String value = result.getString(i);
          row.add(value == null ? "NULL" : value);
        }
        rows.add(String.join(",", row));
      }
    }
    return rows;
  }

  /** A table is known by its name, whatever its database is called. */
  private static Optional<List<Column>> columns(TableName table) {
    return Optional.ofNullable(TABLES.get(new TableName("shop", table.table())));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    engine.close();
  }
}
