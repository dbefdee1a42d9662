package io.pharos.embedded.query;

import io.pharos.core.query.QueryResult;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a select, fetched from DuckDB as they are read. */
final class DuckDbResult implements QueryResult {
  private final PreparedSelect select;
  private final ResultSet rows;
  private final Runnable atLast;
  private volatile boolean cancelled;

  /**
   * A result with all rows unread.
   *
   * @param atLast closes the source of the rows
   */
  DuckDbResult(PreparedSelect select, ResultSet rows, Runnable atLast) {
    this.select = select;
    this.rows = rows;
    this.atLast = atLast;
  }

  /** Stops the reading of rows. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public List<ResultColumn> columns() {
    return select.columns();
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    if (cancelled) {
      throw new EngineFailure("the query was cancelled");
    }
    try {
      if (!rows.next()) {
        return null;
      }
      List<@Nullable Object> row = new ArrayList<>(select.types().size());
      for (int i = 0; i < select.types().size(); i++) {
        row.add(ResultValues.of(select.types().get(i), read(i)));
      }
      return row;
    } catch (SQLException e) {
      throw new EngineFailure(EngineMessages.plain(e), e);
    }
  }

  /** Reads a value; {@code getObject} alone would read a time in the machine's zone. */
  private @Nullable Object read(int column) throws SQLException {
    return PreparedSelect.plainTime(select.types().get(column))
        ? rows.getObject(column + 1, LocalDateTime.class)
        : rows.getObject(column + 1);
  }

  @Override
  public void close() {
    try (var _ = select.statement();
        rows) {
      return; // closed in reverse order
    } catch (SQLException e) {
      throw new EngineFailure(EngineMessages.plain(e), e);
    } finally {
      atLast.run();
    }
  }
}
