package io.pharos.sql;

import io.pharos.core.query.QueryResult.ResultColumn;
import java.util.List;

/**
 * A query in DuckDB's SQL.
 *
 * @param columns of its result: names and types as Athena gives them. Values whose type DuckDB has
 *     not (times with a zone, intervals) come as texts.
 */
public record DuckDbSelect(String sql, List<ResultColumn> columns) {
  public DuckDbSelect {
    columns = List.copyOf(columns);
  }
}
