package io.pharos.core.query;

import static java.util.stream.Collectors.joining;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement for a query engine: Athena SQL without placeholders, every table with its database.
 */
public sealed interface Statement {
  String sql();

  /** The folders outside the catalog that it reads. */
  default List<Rows> reads() {
    return List.of();
  }

  /**
   * Reads rows.
   *
   * @param names tables of this statement only, each name with its folder; for example, a check
   *     reads the rows of its run as {@code result}
   */
  record Select(String sql, Map<String, Rows> names) implements Statement {
    public Select {
      names = Map.copyOf(names);
    }

    public Select(String sql) {
      this(sql, Map.of());
    }

    @Override
    public List<Rows> reads() {
      return List.copyOf(names.values());
    }
  }

  /**
   * Reads the distinct keys that are in some folders and not in another.
   *
   * @param columns of the keys; UUIDs are read and compared in lower case
   */
  record Difference(List<Rows> of, Rows without, List<Column> columns) implements Statement {
    private static final String WITHOUT = "without";

    public Difference {
      of = List.copyOf(of);
      columns = List.copyOf(columns);
    }

    /** The select that reads them. */
    public Select select() {
      Map<String, Rows> names = new LinkedHashMap<>();
      for (int i = 0; i < of.size(); i++) {
        names.put("of_" + i, of.get(i));
      }
      String union = names.keySet().stream().map(this::keys).collect(joining("\nUNION "));
      names.put(WITHOUT, without);
      return new Select(union + "\nEXCEPT " + keys(WITHOUT), names);
    }

    private String keys(String name) {
      return columns.stream()
          .map(Difference::key)
          .collect(joining(", ", "SELECT ", " FROM \"" + name + "\""));
    }

    private static String key(Column column) {
      String name = '"' + column.name() + '"';
      return column.uuid() ? "lower(" + name + ") AS " + name : name;
    }

    @Override
    public String sql() {
      return select().sql();
    }

    @Override
    public List<Rows> reads() {
      return select().reads();
    }
  }

  /**
   * Describes the columns of a query that fills a table, without reading rows; see {@link
   * QueryEngine#columns}.
   */
  record Describe(String sql, TableName table, List<Column> columns) implements Statement {
    public Describe {
      columns = List.copyOf(columns);
    }
  }

  /**
   * Writes the rows of a query as Parquet into an empty folder. Columns are matched by name and
   * cast to the declared types.
   */
  record Materialize(String sql, TableName table, Rows into) implements Statement {}

  /** Rows in a folder outside the catalog. */
  record Rows(String location, List<Column> columns) {
    public Rows {
      columns = List.copyOf(columns);
    }
  }
}
