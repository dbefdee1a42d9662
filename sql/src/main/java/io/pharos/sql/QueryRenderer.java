package io.pharos.sql;

import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
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
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a query in DuckDB's SQL. Every relation and every column has a name of our own, so that
 * nothing is resolved but here. One instance a statement.
 */
final class QueryRenderer {
  private final ExpressionRenderer expressions = new ExpressionRenderer(this);
  private final RelationRenderer relations;
  private final SelectRenderer selects;
  private Map<String, List<Scope.Column>> parts = Map.of();
  private int names;

  QueryRenderer(TableReferences references, Columns columns) {
    this.relations = new RelationRenderer(references, columns, this, expressions);
    this.selects = new SelectRenderer(this, relations, expressions);
  }

  /** The whole statement, its values as they are shown, read once more as DuckDB reads it. */
  DuckDbSelect shown(Query query) {
    Rendered rendered = render(query, Scope.EMPTY);
    Presentation presentation = new Presentation(expressions.casts(), query);
    return new DuckDbSelect(
        expressions.literals().proven(presentation.shown(rendered)),
        presentation.columns(rendered));
  }

  /** The same, its values as a file keeps them. */
  String stored(Query query) {
    Rendered rendered = render(query, Scope.EMPTY);
    return expressions
        .literals()
        .proven(new Presentation(expressions.casts(), query).stored(rendered));
  }

  /** A name that no other relation has. */
  String relation() {
    return "\"t" + names++ + "\"";
  }

  static String column(int index) {
    return "\"c" + index + "\"";
  }

  /** The columns of a part of WITH. */
  List<Scope.Column> part(Table table, String name) {
    List<Scope.Column> columns = parts.get(name);
    if (columns == null) {
      throw SqlRefused.at(table, "a table cannot be read here");
    }
    return columns;
  }

  Rendered render(Query query, Scope outer) {
    if (!query.getFunctions().isEmpty() || !query.getSessionProperties().isEmpty()) {
      throw SqlRefused.at(query, "functions and session properties in WITH are not supported");
    }
    Map<String, List<Scope.Column>> before = parts;
    try {
      String with = query.getWith().map(part -> with(part, outer)).orElse("");
      Rendered body = body(query.getQueryBody(), outer);
      String tail = tail(query.getOrderBy(), query.getOffset(), query.getLimit(), body.columns());
      String sql = tail.isEmpty() ? body.sql() : "SELECT * FROM (" + body.sql() + ")" + tail;
      return new Rendered(with + sql, body.columns());
    } finally {
      parts = before;
    }
  }

  private String with(With with, Scope outer) {
    parts = new HashMap<>(parts);
    return with.getQueries().stream()
        .map(part -> withPart(part, with.isRecursive(), outer))
        .collect(Collectors.joining(", ", with.isRecursive() ? "WITH RECURSIVE " : "WITH ", " "));
  }

  private String withPart(WithQuery part, boolean recursive, Scope outer) {
    String name = Trees.name(part.getName());
    Optional<Relation> anchor =
        recursive && part.getQuery().getQueryBody() instanceof Union union
            ? Optional.of(union.getRelations().getFirst())
            : Optional.empty();
    anchor.ifPresent(first -> parts.put(name, renamed(part, body(first, outer).columns())));
    Rendered query = render(part.getQuery(), outer);
    parts.put(name, renamed(part, query.columns()));
    return Trees.quoted(name) + " AS (" + query.sql() + ")";
  }

  private static List<Scope.Column> renamed(WithQuery part, List<Scope.Column> columns) {
    List<String> aliases =
        part.getColumnNames().orElse(List.of()).stream().map(Trees::name).toList();
    return RelationRenderer.renamed(part, columns, aliases);
  }

  Rendered body(Relation body, Scope outer) {
    return switch (body) {
      case QuerySpecification select -> selects.render(select, outer);
      case SetOperation operation -> setOperation(operation, outer);
      case TableSubquery subquery -> render(subquery.getQuery(), outer);
      case Table table -> {
        Rendered relation = relations.render(table, outer);
        List<Scope.Column> columns = outputs(relation.columns());
        yield new Rendered(
            IntStream.range(0, columns.size())
                .mapToObj(i -> relation.columns().get(i).sql() + " AS " + column(i))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + relation.sql())),
            columns);
      }
      case Values values -> values(values, outer);
      default -> throw ExpressionRenderer.unsupported(body);
    };
  }

  /** Columns by their places, without the names of their relations. */
  static List<Scope.Column> outputs(List<Scope.Column> columns) {
    return IntStream.range(0, columns.size())
        .mapToObj(i ->
            new Scope.Column(
                List.of(), columns.get(i).name(), columns.get(i).type(), column(i), false))
        .toList();
  }

  private Rendered setOperation(SetOperation operation, Scope outer) {
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
    List<Rendered> branches =
        operation.getRelations().stream().map(relation -> body(relation, outer)).toList();
    List<Type> types = common(operation, branches);
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(
          new Scope.Column(
              List.of(),
              branches.getFirst().columns().get(i).name(),
              types.get(i),
              column(i),
              false));
    }
    String sql =
        branches.stream()
            .map(branch -> "(" + cast(operation, branch, types) + ")")
            .collect(Collectors.joining(" " + operator + (operation.isDistinct() ? " " : " ALL ")));
    return new Rendered(sql, columns);
  }

  private static List<Type> common(SetOperation operation, List<Rendered> branches) {
    List<Type> types =
        new ArrayList<>(branches.getFirst().columns().stream().map(Scope.Column::type).toList());
    for (Rendered branch : branches) {
      if (branch.columns().size() != types.size()) {
        throw SqlRefused.at(operation, "the queries have different numbers of columns");
      }
      for (int i = 0; i < types.size(); i++) {
        Type before = types.get(i);
        Type type = branch.columns().get(i).type();
        int place = i + 1;
        types.set(
            i,
            Coercions.common(before, type)
                .orElseThrow(() ->
                    SqlRefused.at(
                        operation,
                        "column " + place + " has incompatible types: " + before + ", " + type)));
      }
    }
    return types;
  }

  private String cast(Node node, Rendered branch, List<Type> types) {
    List<Type> own = branch.columns().stream().map(Scope.Column::type).toList();
    if (own.equals(types)) {
      return branch.sql();
    }
    return IntStream.range(0, types.size())
        .mapToObj(i ->
            expressions.casts().coerced(new Typed(own.get(i), column(i), node), types.get(i)).sql()
                + " AS "
                + column(i))
        .collect(Collectors.joining(", ", "SELECT ", " FROM (" + branch.sql() + ")"));
  }

  Rendered values(Values values, Scope outer) {
    List<List<Typed>> rows = values.getRows().stream().map(row -> row(row, outer)).toList();
    int width = rows.getFirst().size();
    List<List<Typed>> byColumn = new ArrayList<>();
    List<Scope.Column> columns = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      int index = i;
      if (rows.stream().anyMatch(row -> row.size() != width)) {
        throw SqlRefused.at(values, "the rows have different numbers of columns");
      }
      List<Typed> same =
          expressions.unified(
              values, rows.stream().map(row -> row.get(index)).toList(), "Values rows");
      byColumn.add(same);
      columns.add(new Scope.Column(List.of(), "", same.getFirst().type(), column(i), false));
    }
    String names =
        IntStream.range(0, width).mapToObj(QueryRenderer::column).collect(Collectors.joining(", "));
    String sql =
        IntStream.range(0, rows.size())
            .mapToObj(r ->
                byColumn.stream()
                    .map(column -> column.get(r).sql())
                    .collect(Collectors.joining(", ", "(", ")")))
            .collect(
                Collectors.joining(
                    ", ", "SELECT * FROM (VALUES ", ") AS " + relation() + "(" + names + ")"));
    return new Rendered(sql, columns);
  }

  private List<Typed> row(Expression row, Scope outer) {
    return row instanceof Row fields
        ? expressions.all(fields.getFields().stream().map(Row.Field::getExpression).toList(), outer)
        : fields(expressions.render(row, outer));
  }

  /** A value that is a row is the row, not a column of it. */
  private List<Typed> fields(Typed value) {
    return value.type() instanceof Type.RowOf row
        ? IntStream.range(0, row.fields().size())
            .mapToObj(i -> expressions.casts().field(value, i))
            .toList()
        : List.of(value);
  }

  private String tail(
      Optional<OrderBy> orderBy,
      Optional<Offset> offset,
      Optional<Node> limit,
      List<Scope.Column> columns) {
    Scope scope = new Scope(columns, Optional.empty());
    return orderBy
            .map(order ->
                " "
                    + expressions
                        .windows()
                        .orderBy(
                            order,
                            item ->
                                item.getSortKey() instanceof LongLiteral place
                                    ? place(place, columns.size())
                                    : expressions
                                        .windows()
                                        .ordered(expressions.render(item.getSortKey(), scope), item)
                                        .sql()))
            .orElse("")
        + rows(offset, limit);
  }

  /** The place of a column, from 1. */
  String place(LongLiteral place, int width) {
    if (place.getParsedValue() < 1 || place.getParsedValue() > width) {
      throw SqlRefused.at(
          place, "ORDER BY position " + place.getParsedValue() + " is not in select list");
    }
    return expressions.literals().number(Long.toString(place.getParsedValue()));
  }

  String rows(Optional<Offset> offset, Optional<Node> limit) {
    return limit.map(this::limit).orElse("")
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
      return expressions.literals().number(Long.toString(number.getParsedValue()));
    }
    throw SqlRefused.at(rows, "a number of rows is written as a number");
  }
}
