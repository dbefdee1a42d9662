package io.pharos.sql;

import io.trino.sql.tree.Node;

/** An expression as it is written for DuckDB, its type, and where the query has it. */
record Typed(Type type, String sql, Node node) {
  Typed as(Type other) {
    return new Typed(other, sql, node);
  }

  Typed with(Type other, String written) {
    return new Typed(other, written, node);
  }

  boolean isNull() {
    return type == Type.Plain.UNKNOWN;
  }
}
