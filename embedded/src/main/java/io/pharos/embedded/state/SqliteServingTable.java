package io.pharos.embedded.state;

import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import java.sql.PreparedStatement;
import java.util.List;

/** Served rows in SQLite: rows of a table without row ids, in the order of their keys. */
public final class SqliteServingTable implements ServingTable {
  private final StateDatabase state;

  public SqliteServingTable(StateDatabase state) {
    this.state = state;
  }

  @Override
  public void upsert(ServedName name, List<ServedRow> rows) {
    state.write(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(SqlFile.text("served/upsert"))) {
        for (ServedRow row : rows) {
          statement.setString(1, name.toString());
          statement.setString(2, row.key());
          statement.setString(3, row.sort());
          statement.setString(4, row.json());
          statement.addBatch();
        }
        statement.executeBatch();
      }
      return true;
    });
  }

  @Override
  public void delete(ServedName name, List<ServedRow> rows) {
    state.write(connection -> {
      try (PreparedStatement statement =
          connection.prepareStatement(SqlFile.text("served/delete"))) {
        for (ServedRow row : rows) {
          statement.setString(1, name.toString());
          statement.setString(2, row.key());
          statement.setString(3, row.sort());
          statement.addBatch();
        }
        statement.executeBatch();
      }
      return true;
    });
  }

  @Override
  public List<ServedRow> query(ServedName name, String key, String from, String to, int limit) {
    return state.read(connection ->
        Sql.list(
            connection,
            row -> new ServedRow(row.getString(1), row.getString(2), row.getString(3)),
            SqlFile.text("served/find"),
            name.toString(),
            key,
            from,
            to,
            limit));
  }
}
