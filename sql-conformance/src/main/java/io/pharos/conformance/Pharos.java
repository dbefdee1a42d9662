package io.pharos.conformance;

import io.pharos.core.query.QueryResult;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.EngineMessages;
import io.pharos.sql.AthenaSql;
import io.pharos.sql.Columns;
import io.pharos.sql.DuckDbSelect;
import io.pharos.sql.SqlRefused;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    DuckDbSelect duckDb;
    try {
      duckDb = AthenaSql.parse(sql).toDuckDb(Optional.empty(), Columns.NONE);
    } catch (SqlRefused e) {
      return new Answer.Refused(String.valueOf(e.getMessage()));
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(duckDb.sql())) {
      return rows(duckDb, result);
    } catch (SQLException e) {
      return EngineMessages.inOurWords(e)
          .<Answer>map(Answer.Refused::new)
          .orElseGet(() -> new Answer.Failed(String.valueOf(e.getMessage())));
    }
  }

  private static Answer rows(DuckDbSelect select, ResultSet result) throws SQLException {
    int width = result.getMetaData().getColumnCount();
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(Values.tagged(value(result, i)));
      }
      rows.add("[" + String.join(", ", row) + "]");
    }
    return new Answer.Rows(
        select.columns().stream().map(QueryResult.ResultColumn::name).toList(),
        select.columns().stream().map(QueryResult.ResultColumn::type).toList(),
        rows);
  }

  /** A time is read without the driver's calendar, as the engine of one machine reads it. */
  private static @Nullable Object value(ResultSet result, int column) throws SQLException {
    return result.getMetaData().getColumnTypeName(column).equals("TIMESTAMP")
        ? result.getObject(column, LocalDateTime.class)
        : result.getObject(column);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    engine.close();
  }
}
