package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes UNNEST as a subquery whose columns are unnested side by side: two of a map, one of a list,
 * one a field of a list of rows.
 */
final class UnnestRenderer {
  private final ExpressionRenderer expressions;

  /** A column that comes of a list. */
  private record Item(String name, Type type, String list) {}

  UnnestRenderer(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  Rendered render(Unnest unnest, Scope scope) {
    List<Item> items = new ArrayList<>();
    List<String> lengths = new ArrayList<>();
    for (Expression expression : unnest.getExpressions()) {
      Typed value = expressions.render(expression, scope);
      items.addAll(items(value));
      lengths.add(
          "coalesce("
              + (value.type() instanceof MapOf ? "CAST(cardinality(" : "CAST(len(")
              + value.sql()
              + ") AS BIGINT), 0)");
    }
    if (unnest.isWithOrdinality()) {
      String longest = lengths.stream().collect(Collectors.joining(", ", "greatest(", ")"));
      items.add(new Item("", Plain.BIGINT, "generate_series(1, " + longest + ")"));
    }
    String sql =
        IntStream.range(0, items.size())
            .mapToObj(i -> "unnest(" + items.get(i).list() + ") AS " + QueryRenderer.column(i))
            .collect(Collectors.joining(", ", "SELECT ", ""));
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      columns.add(
          new Scope.Column(
              List.of(), items.get(i).name(), items.get(i).type(), QueryRenderer.column(i), false));
    }
    return new Rendered(sql, columns);
  }

  private List<Item> items(Typed value) {
    return switch (value.type()) {
      case MapOf map ->
          List.of(
              new Item("", map.key(), "map_keys(" + value.sql() + ")"),
              new Item("", map.value(), "map_values(" + value.sql() + ")"));
      case Array array when array.element() instanceof RowOf row -> fields(value, row);
      case Array array -> List.of(new Item("", array.element(), value.sql()));
      default -> throw SqlRefused.at(value.node(), "Cannot unnest type: " + value.type());
    };
  }

  private List<Item> fields(Typed value, RowOf row) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < row.fields().size(); i++) {
      String name = expressions.casts().variable();
      Typed field = expressions.casts().field(new Typed(row, name, value.node()), i);
      items.add(
          new Item(
              row.fields().get(i).name().orElse(""),
              field.type(),
              "list_transform(" + value.sql() + ", lambda " + name + ": " + field.sql() + ")"));
    }
    return items;
  }
}
