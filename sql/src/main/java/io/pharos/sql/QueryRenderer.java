package io.pharos.sql;

import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a query in DuckDB's SQL. What is not named here is refused, so that nothing of DuckDB is
 * reached but what Athena has too. One instance a statement.
 */
final class QueryRenderer {
  private final ExpressionRenderer expressions;
  private final RelationRenderer relations;

  QueryRenderer(TableReferences references) {
    this.expressions = new ExpressionRenderer(this, references);
    this.relations = new RelationRenderer(references, this, expressions);
  }

  /** The whole statement, read once more as DuckDB reads it. */
  String statement(Query query) {
    return expressions.literals().proven(render(query));
  }

  String render(Query query) {
    if (!query.getFunctions().isEmpty() || !query.getSessionProperties().isEmpty()) {
      throw SqlRefused.at(query, "functions and session properties in WITH are not supported");
    }
    return query.getWith().map(this::with).orElse("")
        + body(query.getQueryBody())
        + tail(query.getOrderBy(), query.getOffset(), query.getLimit());
  }

  private String with(With with) {
    return with.getQueries().stream()
        .map(this::withPart)
        .collect(Collectors.joining(", ", with.isRecursive() ? "WITH RECURSIVE " : "WITH ", " "));
  }

  private String withPart(WithQuery part) {
    return Trees.quoted(Trees.name(part.getName()))
        + part.getColumnNames().map(ExpressionRenderer::names).orElse("")
        + " AS ("
        + render(part.getQuery())
        + ")";
  }

  private String body(Relation body) {
    return switch (body) {
      case QuerySpecification select -> select(select);
      case SetOperation operation -> setOperation(operation);
      case TableSubquery subquery -> "(" + render(subquery.getQuery()) + ")";
      case Table table -> "SELECT * FROM " + relations.render(table);
      case Values values -> values(values);
      default -> throw ExpressionRenderer.unsupported(body);
    };
  }

  private String setOperation(SetOperation operation) {
    if (operation.getCorresponding().isPresent()) {
      throw SqlRefused.at(operation, "CORRESPONDING is not supported: name the columns");
    }
    String operator =
        switch (operation) {
          case Union _ -> "UNION";
          case Intersect _ -> "INTERSECT";
          case Except _ -> "EXCEPT";
          default -> throw ExpressionRenderer.unsupported(operation);
        };
    return operation.getRelations().stream()
        .map(relation -> "(" + body(relation) + ")")
        .collect(Collectors.joining(" " + operator + (operation.isDistinct() ? " " : " ALL ")));
  }

  String values(Values values) {
    int width = values.getRows().getFirst() instanceof Row row ? row.getFields().size() : 1;
    String names =
        IntStream.range(0, width)
            .mapToObj(i -> Trees.quoted(unnamed(i)))
            .collect(Collectors.joining(", "));
    return values.getRows().stream()
        .map(this::row)
        .collect(
            Collectors.joining(", ", "SELECT * FROM (VALUES ", ") AS \"_values\"(" + names + ")"));
  }

  private String row(Expression row) {
    return row instanceof Row fields
        ? expressions.list(fields.getFields().stream().map(Row.Field::getExpression).toList())
        : "(" + expressions.render(row) + ")";
  }

  private String select(QuerySpecification select) {
    return selected(select.getSelect())
        + select.getFrom().map(from -> " FROM " + relations.render(from)).orElse("")
        + clause(" WHERE ", select.getWhere())
        + select.getGroupBy().map(this::groupBy).orElse("")
        + clause(" HAVING ", select.getHaving())
        + windows(select)
        + tail(select.getOrderBy(), select.getOffset(), select.getLimit());
  }

  private String selected(Select select) {
    List<SelectItem> items = select.getSelectItems();
    return IntStream.range(0, items.size())
        .mapToObj(i -> item(items.get(i), i))
        .collect(
            Collectors.joining(", ", select.isDistinct() ? "SELECT DISTINCT " : "SELECT ", ""));
  }

  private String item(SelectItem item, int index) {
    return switch (item) {
      case SingleColumn column ->
          expressions.render(column.getExpression())
              + " AS "
              + Trees.quoted(column.getAlias().map(Trees::name).orElse(name(column, index)));
      case AllColumns all -> all(all);
      default -> throw ExpressionRenderer.unsupported(item);
    };
  }

  /** Athena names a column that is an expression after its place. */
  private static String name(SingleColumn column, int index) {
    return switch (column.getExpression()) {
      case Identifier identifier -> Trees.name(identifier);
      case DereferenceExpression field -> field.getField().map(Trees::name).orElse(unnamed(index));
      default -> unnamed(index);
    };
  }

  private static String unnamed(int index) {
    return "_col" + index;
  }

  private String all(AllColumns all) {
    if (!all.getAliases().isEmpty()) {
      throw SqlRefused.at(all, "names of all columns are not supported: name each column");
    }
    return all.getTarget().map(target -> expressions.path(target) + ".*").orElse("*");
  }

  private String clause(String keyword, Optional<Expression> condition) {
    return condition.map(expression -> keyword + expressions.render(expression)).orElse("");
  }

  private String groupBy(GroupBy groupBy) {
    if (groupBy.isDistinct()) {
      throw SqlRefused.at(groupBy, "GROUP BY DISTINCT is not supported: list each grouping once");
    }
    return groupBy.getGroupingElements().stream()
        .map(this::grouping)
        .collect(Collectors.joining(", ", " GROUP BY ", ""));
  }

  private String grouping(GroupingElement element) {
    return switch (element) {
      case SimpleGroupBy simple when simple.getExpressions().size() == 1 ->
          expressions.render(simple.getExpressions().getFirst());
      case SimpleGroupBy simple -> expressions.list(simple.getExpressions());
      case GroupingSets sets -> groupingSets(sets);
      default -> throw ExpressionRenderer.unsupported(element);
    };
  }

  private String groupingSets(GroupingSets sets) {
    String keyword =
        switch (sets.getType()) {
          case EXPLICIT -> "GROUPING SETS ";
          case CUBE -> "CUBE ";
          case ROLLUP -> "ROLLUP ";
        };
    return sets.getSets().stream()
        .map(expressions::list)
        .collect(Collectors.joining(", ", keyword + "(", ")"));
  }

  private String windows(QuerySpecification select) {
    return select.getWindows().isEmpty()
        ? ""
        : select.getWindows().stream()
            .map(window ->
                Trees.quoted(Trees.name(window.getName()))
                    + " AS "
                    + expressions.windows().specification(window.getWindow()))
            .collect(Collectors.joining(", ", " WINDOW ", ""));
  }

  private String tail(Optional<OrderBy> orderBy, Optional<Offset> offset, Optional<Node> limit) {
    return orderBy.map(order -> " " + expressions.windows().orderBy(order)).orElse("")
        + limit.map(this::limit).orElse("")
        + offset.map(rows -> " OFFSET " + count(rows.getRowCount())).orElse("");
  }

  private String limit(Node node) {
    return switch (node) {
      case Limit limit when limit.getRowCount() instanceof AllRows -> "";
      case Limit limit -> " LIMIT " + count(limit.getRowCount());
      case FetchFirst fetch when fetch.isWithTies() ->
          throw SqlRefused.at(fetch, "WITH TIES is not supported: use rank() in a subquery");
      case FetchFirst fetch -> " LIMIT " + fetch.getRowCount().map(this::count).orElse("1");
      default -> throw ExpressionRenderer.unsupported(node);
    };
  }

  private String count(Expression rows) {
    if (rows instanceof LongLiteral number) {
      return expressions.number(number);
    }
    throw SqlRefused.at(rows, "a number of rows is written as a number");
  }
}
