package io.pharos.core.query;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of a table that a query fills. The query's columns are matched by name, in any order.
 * Each has the type of the table's column, or a type whose values that column can hold unchanged.
 */
public record OutputColumns(TableName table, List<Column> columns) {
  public OutputColumns {
    columns = List.copyOf(columns);
  }

  /**
   * Compares them with the columns of a query.
   *
   * @throws RefusedStatement if they differ, with every differing column and both types
   */
  public void require(List<QueryColumn> query) {
    List<String> problems = new ArrayList<>();
    Map<String, SqlType> types = new LinkedHashMap<>();
    Set<String> twice = new LinkedHashSet<>();
    for (QueryColumn given : query) {
      String name = given.name().toLowerCase(Locale.ROOT);
      if (types.putIfAbsent(name, given.type()) != null && twice.add(name)) {
        problems.add("column '" + name + "' comes twice");
      }
    }
    for (Column column : columns) {
      SqlType type = types.remove(column.name());
      if (type == null) {
        problems.add("column '" + column.name() + "' is missing");
      } else if (!Widening.fits(type, column.type())) {
        problems.add(
            "column '%s' is %s and the table's is %s, cast it"
                .formatted(column.name(), type, SqlType.of(column.type())));
      }
    }
    types.keySet().forEach(name -> problems.add("the table has no column '" + name + "'"));
    if (!problems.isEmpty()) {
      throw new RefusedStatement(
          "the query's columns are not those of %s (%s): %s"
              .formatted(table, names(), String.join("; ", problems)));
    }
  }

  private String names() {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
