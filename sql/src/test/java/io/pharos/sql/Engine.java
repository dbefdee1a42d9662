package io.pharos.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A real DuckDB that runs rewritten queries; its rows come as text. */
final class Engine implements AutoCloseable {
  private final Connection connection;

  private Engine(Connection connection) {
    this.connection = connection;
  }

  static Engine open() throws SQLException {
    Engine engine = new Engine(DriverManager.getConnection("jdbc:duckdb:"));
    for (String setting : DuckDbSession.statements()) {
      engine.execute(setting);
    }
    for (String macro : DuckDbMacros.statements()) {
      engine.execute(macro);
    }
    return engine;
  }

  void execute(String duckDb) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(duckDb);
    }
  }

  /** Columns joined by a comma. */
  List<String> rows(String athena) throws SQLException {
    String sql = AthenaSql.parse(athena).toDuckDb(Optional.empty(), Set.of());
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

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
