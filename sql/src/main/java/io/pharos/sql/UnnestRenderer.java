package io.pharos.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Unnest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes UNNEST as a subquery whose columns are unnested side by side. Athena makes two columns of
 * a map and a column a field of an array of rows. Types are not known here: how many columns there
 * are is told by the alias, and a value that is not visibly an array makes two only as a map.
 */
final class UnnestRenderer {
  private final ExpressionRenderer expressions;

  UnnestRenderer(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  String render(Unnest unnest, List<Identifier> names) {
    List<String> columns = columns(unnest, names.size());
    if (unnest.isWithOrdinality()) {
      columns.add("unnest(" + numbers(unnest) + ")");
    }
    if (!names.isEmpty() && names.size() != columns.size()) {
      throw SqlRefused.at(
          unnest, "UNNEST makes " + columns.size() + " columns, the alias names " + names.size());
    }
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i) + " AS " + Trees.quoted("_col" + i))
        .collect(Collectors.joining(", ", "(SELECT ", ")"));
  }

  private List<String> columns(Unnest unnest, int named) {
    List<Expression> values = unnest.getExpressions();
    int known = named - (unnest.isWithOrdinality() ? 1 : 0);
    int wide = values.stream().mapToInt(value -> Shapes.isMap(value) ? 2 : 1).sum();
    List<String> columns = new ArrayList<>();
    if (values.size() == 1 && known > wide) {
      columns.addAll(fields(values.getFirst(), known));
    } else {
      values.forEach(value -> columns.addAll(Shapes.isMap(value) ? map(value) : array(value)));
    }
    return columns;
  }

  private List<String> fields(Expression value, int count) {
    if (count == 2 && !Shapes.isArray(value)) {
      return map(value);
    }
    String rows = expressions.render(value);
    return IntStream.rangeClosed(1, count)
        .mapToObj(i ->
            "unnest(list_transform("
                + rows
                + ", lambda \"_row\": struct_extract_at(\"_row\", "
                + expressions.literals().number(Integer.toString(i))
                + ")))")
        .toList();
  }

  private List<String> map(Expression value) {
    String map = expressions.render(value);
    return List.of("unnest(map_keys(" + map + "))", "unnest(map_values(" + map + "))");
  }

  private List<String> array(Expression value) {
    return List.of("unnest(" + expressions.render(value) + ")");
  }

  private String numbers(Unnest unnest) {
    return unnest.getExpressions().stream()
        .map(value -> expressions.render(value))
        .map(value -> "coalesce(pharos_cardinality(" + value + "), 0)")
        .collect(Collectors.joining(", ", "generate_series(1, greatest(", "))"));
  }
}
