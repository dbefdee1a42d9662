package io.pharos.local;

import io.pharos.core.query.QueryResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a client's query, which keeps its place until they are closed. */
final class AskedRows implements QueryResult {
  private final QueryResult rows;
  private final AskedQuery query;
  private final Runnable leave;

  AskedRows(QueryResult rows, AskedQuery query, Runnable leave) {
    this.rows = rows;
    this.query = query;
    this.leave = leave;
  }

  @Override
  public List<ResultColumn> columns() {
    return rows.columns();
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    try {
      return rows.next();
    } catch (RuntimeException e) {
      throw query.stopped().map(RuntimeException.class::cast).orElse(e);
    }
  }

  @Override
  public void close() {
    try {
      rows.close();
    } finally {
      leave.run();
    }
  }
}
