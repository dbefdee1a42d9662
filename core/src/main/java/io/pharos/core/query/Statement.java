package io.pharos.core.query;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Map;

/**
 * What a query engine runs: Athena SQL without placeholders, every table named with its database.
 */
public sealed interface Statement {
  String sql();

  /**
   * Reads rows.
   *
   * @param names tables of this statement only, by name: each stands for the folder it maps to, as
   *     a check reads the rows of its run as {@code result}
   */
  record Select(String sql, Map<String, Rows> names) implements Statement {
    public Select {
      names = Map.copyOf(names);
    }

    public Select(String sql) {
      this(sql, Map.of());
    }
  }

  /**
   * Tells the columns of a query that is to fill those of a table, and reads no rows; see {@link
   * QueryEngine#columns}.
   */
  record Describe(String sql, TableName table, List<Column> columns) implements Statement {
    public Describe {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Writes the rows of a query as Parquet into an empty folder, its columns taken by name and cast
   * to the declared types.
   */
  record Materialize(String sql, TableName table, Rows into) implements Statement {}

  /** Rows in a folder outside the catalog. */
  record Rows(String location, List<Column> columns) {
    public Rows {
      columns = List.copyOf(columns);
    }
  }
}
