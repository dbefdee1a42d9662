package io.pharos.sql;

import io.pharos.sql.Type.Plain;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.SortItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes SELECT .. FROM .. WHERE .. GROUP BY .. HAVING .. ORDER BY. */
final class SelectRenderer {
  private final QueryRenderer queries;
  private final RelationRenderer relations;
  private final ExpressionRenderer expressions;

  /** A column that is selected. */
  private record Output(String name, Typed value) {}

  SelectRenderer(
      QueryRenderer queries, RelationRenderer relations, ExpressionRenderer expressions) {
    this.queries = queries;
    this.relations = relations;
    this.expressions = expressions;
  }

  Rendered render(QuerySpecification select, Scope outer) {
    Optional<Rendered> from = select.getFrom().map(relation -> relations.render(relation, outer));
    Scope scope = new Scope(from.map(Rendered::columns).orElse(List.of()), Optional.of(outer));
    Correlation.requireTied(select, scope);
    select.getWhere().ifPresent(CallRenderer::requireNoAggregates);
    List<Output> outputs = outputs(select, scope);
    String sql =
        selected(outputs, select.getSelect().isDistinct())
            + from.map(relation -> " FROM " + relation.sql()).orElse("")
            + clause(" WHERE ", select.getWhere(), scope)
            + select.getGroupBy().map(groupBy -> groupBy(groupBy, outputs, scope)).orElse("")
            + clause(" HAVING ", select.getHaving(), scope)
            + expressions.windows().definitions(select.getWindows(), scope)
            + orderBy(select, outputs, scope)
            + queries.rows(select.getOffset(), select.getLimit());
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      Output output = outputs.get(i);
      columns.add(
          new Scope.Column(
              List.of(), output.name(), output.value().type(), QueryRenderer.column(i), false));
    }
    return new Rendered(sql, columns);
  }

  private List<Output> outputs(QuerySpecification select, Scope scope) {
    List<Output> outputs = new ArrayList<>();
    for (SelectItem item : select.getSelect().getSelectItems()) {
      switch (item) {
        case SingleColumn column ->
            outputs.add(
                new Output(
                    column
                        .getAlias()
                        .map(Identifier::getValue)
                        .orElseGet(() -> name(column.getExpression())),
                    expressions.render(column.getExpression(), scope)));
        case AllColumns all -> outputs.addAll(all(all, scope));
        default -> throw ExpressionRenderer.unsupported(item);
      }
    }
    return outputs;
  }

  private static String name(Expression expression) {
    return switch (expression) {
      case Identifier identifier -> identifier.getValue();
      case DereferenceExpression field ->
          Scope.path(field).flatMap(_ -> field.getField().map(Identifier::getValue)).orElse("");
      default -> "";
    };
  }

  private List<Output> all(AllColumns all, Scope scope) {
    if (!all.getAliases().isEmpty()) {
      throw SqlRefused.at(all, "names of all columns are not supported: name each column");
    }
    Optional<List<String>> target =
        all.getTarget().map(expression -> Scope.path(expression).orElse(List.of()));
    List<Output> outputs =
        scope.columns().stream()
            .filter(column -> target.map(column::of).orElse(!column.hidden()))
            .map(column -> new Output(column.name(), new Typed(column.type(), column.sql(), all)))
            .toList();
    if (outputs.isEmpty()) {
      throw SqlRefused.at(all, "there are no columns to select here");
    }
    return outputs;
  }

  private static String selected(List<Output> outputs, boolean distinct) {
    if (distinct) {
      outputs.forEach(output -> Comparisons.requireGrouped(output.value()));
    }
    return IntStream.range(0, outputs.size())
        .mapToObj(i -> outputs.get(i).value().sql() + " AS " + QueryRenderer.column(i))
        .collect(Collectors.joining(", ", distinct ? "SELECT DISTINCT " : "SELECT ", ""));
  }

  private String clause(String keyword, Optional<Expression> condition, Scope scope) {
    return condition
        .map(expression -> keyword + expressions.condition(expression, scope))
        .orElse("");
  }

  private String groupBy(GroupBy groupBy, List<Output> outputs, Scope scope) {
    if (groupBy.isDistinct()) {
      throw SqlRefused.at(groupBy, "GROUP BY DISTINCT is not supported: list each grouping once");
    }
    return groupBy.getGroupingElements().stream()
        .map(element -> grouping(element, outputs, scope))
        .collect(Collectors.joining(", ", " GROUP BY ", ""));
  }

  private String grouping(GroupingElement element, List<Output> outputs, Scope scope) {
    return switch (element) {
      case SimpleGroupBy simple when simple.getExpressions().size() == 1 ->
          key(simple.getExpressions().getFirst(), outputs, scope);
      case SimpleGroupBy simple -> keys(simple.getExpressions(), outputs, scope);
      case GroupingSets sets ->
          sets.getSets().stream()
              .map(set -> keys(set, outputs, scope))
              .collect(Collectors.joining(", ", keyword(sets) + "(", ")"));
      default -> throw ExpressionRenderer.unsupported(element);
    };
  }

  private static String keyword(GroupingSets sets) {
    return switch (sets.getType()) {
      case EXPLICIT -> "GROUPING SETS ";
      case CUBE -> "CUBE ";
      case ROLLUP -> "ROLLUP ";
    };
  }

  private String keys(List<Expression> expressions, List<Output> outputs, Scope scope) {
    return expressions.stream()
        .map(expression -> key(expression, outputs, scope))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private String key(Expression expression, List<Output> outputs, Scope scope) {
    if (expression instanceof LongLiteral place) {
      long index = place.getParsedValue();
      if (index < 1 || index > outputs.size()) {
        throw SqlRefused.at(place, "GROUP BY position " + index + " is not in select list");
      }
      return Comparisons.requireGrouped(outputs.get((int) index - 1).value()).sql();
    }
    Typed key = Comparisons.requireGrouped(expressions.render(expression, scope));
    return key.type().isInteger() && key.sql().matches("\\d+")
        ? "CAST(" + key.sql() + " AS BIGINT)"
        : key.sql();
  }

  private String orderBy(QuerySpecification select, List<Output> outputs, Scope scope) {
    if (select.getOrderBy().isEmpty()) {
      return "";
    }
    List<Scope.Column> named =
        outputs.stream()
            .map(output ->
                new Scope.Column(
                    List.of(), output.name(), output.value().type(), output.value().sql(), false))
            .toList();
    Scope ordering = new Scope(named, Optional.of(scope));
    return " "
        + expressions
            .windows()
            .orderBy(
                select.getOrderBy().get(),
                item -> sorted(item, outputs, ordering, select.getSelect().isDistinct()));
  }

  private String sorted(SortItem item, List<Output> outputs, Scope scope, boolean distinct) {
    Expression key = item.getSortKey();
    if (key instanceof LongLiteral place) {
      String number = queries.place(place, outputs.size());
      return sorted(outputs.get((int) place.getParsedValue() - 1).value(), number, item, distinct);
    }
    Typed value = expressions.render(key, scope);
    Comparisons.requireOrdered(value);
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).value().sql().equals(value.sql())) {
        String number = expressions.literals().number(Integer.toString(i + 1));
        return sorted(value, number, item, distinct);
      }
    }
    if (distinct) {
      throw SqlRefused.at(
          key, "For SELECT DISTINCT, ORDER BY expressions must appear in select list");
    }
    return value.type() == Plain.UNKNOWN ? "CAST(NULL AS INTEGER)" : exact(value, item);
  }

  /** By the place of a column, unless its values have to be looked at. */
  private String sorted(Typed output, String place, SortItem item, boolean distinct) {
    Comparisons.requireOrdered(output);
    boolean byPlace = exact(output, item).equals(output.sql());
    if (distinct && !byPlace && !output.type().isFloating()) {
      throw SqlRefused.at(item, "SELECT DISTINCT .. ORDER BY .. DESC of " + output.type());
    }
    return byPlace || distinct ? place : exact(output, item);
  }

  private String exact(Typed key, SortItem item) {
    return WindowRenderer.exact(expressions.windows().ordered(key, item));
  }
}
