package io.pharos.sql;

import java.util.List;

/** A query or a relation as it is written for DuckDB, and its columns. */
record Rendered(String sql, List<Scope.Column> columns) {
  Rendered {
    columns = List.copyOf(columns);
  }
}
