package io.pharos.conformance;

import io.pharos.embedded.query.DuckDb;
import io.pharos.sql.AthenaSql;
import io.pharos.sql.SqlRefused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Athena's SQL as one machine runs it. */
final class Pharos implements AutoCloseable {
  private static final long MEMORY = 512L << 20;

  private final DuckDb engine;
  private final Connection connection;

  Pharos(Path data) {
    this.engine = DuckDb.open(data, MEMORY);
    this.connection = engine.connect();
  }

  Answer answer(String sql) {
    String duckDb;
    try {
      duckDb = AthenaSql.parse(sql).toDuckDb(Optional.empty(), Set.of());
    } catch (SqlRefused e) {
      return new Answer.Refused(String.valueOf(e.getMessage()));
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(duckDb)) {
      return rows(result);
    } catch (SQLException e) {
      return new Answer.Failed(String.valueOf(e.getMessage()));
    }
  }

  private static Answer rows(ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= width; i++) {
      names.add(result.getMetaData().getColumnLabel(i));
    }
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(Values.tagged(result.getObject(i)));
      }
      rows.add("[" + String.join(", ", row) + "]");
    }
    return new Answer.Rows(names, List.of(), rows);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    engine.close();
  }
}
