package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Zoned;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes expressions by their types. Each comes in parentheses where it could be read otherwise.
 */
final class ExpressionRenderer {
  /** Some calls are written out with their values more than once. */
  private static final int MAX_LENGTH = 2 * AthenaSql.MAX_BYTES;

  private final QueryRenderer queries;
  private final Literals literals = new Literals();
  private final DuckTypes types = new DuckTypes(literals);
  private final Casts casts = new Casts(literals, types);
  private final Comparisons comparisons = new Comparisons(casts);
  private final Arithmetic arithmetic = new Arithmetic(casts, types, literals);
  private final LiteralRenderer constants = new LiteralRenderer(literals, types, casts);
  private final PredicateRenderer predicates = new PredicateRenderer(this, comparisons);
  private final ConditionalRenderer conditionals = new ConditionalRenderer(this, comparisons);
  private final WindowRenderer windows = new WindowRenderer(this);
  private final CallRenderer calls = new CallRenderer(this, windows);

  ExpressionRenderer(QueryRenderer queries) {
    this.queries = queries;
  }

  static SqlRefused unsupported(Node node) {
    return SqlRefused.at(
        node,
        "this is not supported on one machine (docs/sql.md): " + node.getClass().getSimpleName());
  }

  Literals literals() {
    return literals;
  }

  DuckTypes types() {
    return types;
  }

  Casts casts() {
    return casts;
  }

  Comparisons comparisons() {
    return comparisons;
  }

  Arithmetic arithmetic() {
    return arithmetic;
  }

  WindowRenderer windows() {
    return windows;
  }

  QueryRenderer queries() {
    return queries;
  }

  Typed render(Expression expression, Scope scope) {
    Typed rendered = write(expression, scope);
    if (rendered.sql().length() > MAX_LENGTH) {
      throw SqlRefused.at(expression, "this grows too large: use a subquery");
    }
    return rendered;
  }

  List<Typed> all(List<Expression> expressions, Scope scope) {
    return expressions.stream().map(expression -> render(expression, scope)).toList();
  }

  /** A condition. */
  String condition(Expression expression, Scope scope) {
    return casts.coerced(render(expression, scope), Plain.BOOLEAN).sql();
  }

  private Typed write(Expression expression, Scope scope) {
    return switch (expression) {
      case Identifier identifier ->
          scope
              .find(List.of(Trees.name(identifier)), identifier)
              .orElseThrow(() -> missing(identifier));
      case DereferenceExpression field -> dereferenced(field, scope);
      case Literal literal -> constants.render(literal);
      case ArithmeticBinaryExpression operation ->
          arithmetic.of(
              operation,
              operation.getOperator().getValue(),
              render(operation.getLeft(), scope),
              render(operation.getRight(), scope));
      case ArithmeticUnaryExpression signed -> signed(signed, scope);
      case LogicalExpression logical ->
          truth(
              logical,
              logical.getTerms().stream()
                  .map(term -> condition(term, scope))
                  .collect(Collectors.joining(" " + logical.getOperator() + " ", "(", ")")));
      case NotExpression not -> truth(not, "(NOT " + condition(not.getValue(), scope) + ")");
      case Predicated predicated ->
          truth(
              predicated,
              predicates.render(
                  render(predicated.getValue(), scope), predicated.getPredicate(), scope));
      case ExistsPredicate exists when exists.getSubquery() instanceof SubqueryExpression query ->
          truth(exists, "EXISTS (" + queries.render(query.getQuery(), scope).sql() + ")");
      case SubqueryExpression subquery -> scalar(subquery, scope);
      case SearchedCaseExpression searched ->
          conditionals.cases(
              searched,
              Optional.empty(),
              searched.getWhenClauses(),
              searched.getDefaultValue(),
              scope);
      case SimpleCaseExpression simple ->
          conditionals.cases(
              simple,
              Optional.of(render(simple.getOperand(), scope)),
              simple.getWhenClauses(),
              simple.getDefaultValue(),
              scope);
      case IfExpression choice -> conditionals.choice(choice, scope);
      case CoalesceExpression coalesce -> conditionals.coalesce(coalesce, scope);
      case NullIfExpression nullIf -> conditionals.nullIf(nullIf, scope);
      case TryExpression attempt -> attempt(attempt, scope);
      case Cast cast -> cast(cast, scope);
      case io.trino.sql.tree.Array array -> array(array, scope);
      case Row row -> row(row, scope);
      case SubscriptExpression subscript -> subscript(subscript, scope);
      case Extract extract -> calls.extract(extract, scope);
      case Trim trim -> calls.trim(trim, scope);
      case CurrentDate date -> new Typed(Plain.DATE, "CAST(timezone('UTC', now()) AS DATE)", date);
      case CurrentTimestamp now ->
          new Typed(new Zoned(now.getPrecision().orElse(3), Zoned.UTC), calls.now(), now);
      case LocalTimestamp now ->
          new Typed(
              new Timestamp(now.getPrecision().orElse(3)),
              "timezone('UTC', " + calls.now() + ")",
              now);
      case AtTimeZone zoned when zoned.getTimeZone() instanceof StringLiteral zone ->
          calls.atZone(zoned, render(zoned.getValue(), scope), zone.getValue());
      case GroupingOperation grouping -> grouping(grouping, scope);
      case FunctionCall call -> calls.render(call, scope);
      default -> throw unsupported(expression);
    };
  }

  private static SqlRefused missing(Identifier identifier) {
    return SqlRefused.at(identifier, "Column '" + Trees.name(identifier) + "' cannot be resolved");
  }

  private static Typed truth(Node node, String sql) {
    return new Typed(Plain.BOOLEAN, sql, node);
  }

  private Typed dereferenced(DereferenceExpression field, Scope scope) {
    Optional<Typed> column = Scope.path(field).flatMap(path -> scope.find(path, field));
    if (column.isPresent()) {
      return column.get();
    }
    Identifier name = field.getField().orElseThrow(() -> unsupported(field));
    if (field.getBase() instanceof Identifier base
        && scope.find(List.of(Trees.name(base)), base).isEmpty()) {
      throw SqlRefused.at(
          field, "Column '" + Trees.name(base) + "." + Trees.name(name) + "' cannot be resolved");
    }
    Typed row = render(field.getBase(), scope);
    if (!(row.type() instanceof RowOf type)) {
      throw SqlRefused.at(field, "Expression is not of type ROW");
    }
    for (int i = 0; i < type.fields().size(); i++) {
      if (type.fields().get(i).name().filter(Trees.name(name)::equals).isPresent()) {
        return casts.field(row, i);
      }
    }
    throw SqlRefused.at(field, "Column '" + Trees.name(name) + "' cannot be resolved");
  }

  private Typed signed(ArithmeticUnaryExpression signed, Scope scope) {
    Typed value = render(signed.getValue(), scope);
    if (!value.type().isNumber() && !value.type().isInterval() && !value.isNull()) {
      throw SqlRefused.at(signed, "Cannot negate " + value.type());
    }
    boolean minus = signed.getSign() == ArithmeticUnaryExpression.Sign.MINUS;
    if (!minus && !value.type().isInteger() && !value.type().isFloating()) {
      throw SqlRefused.at(
          signed, "Unary '+' operator cannot be applied to " + value.type() + ": leave it out");
    }
    return minus ? value.with(value.type(), "(- (" + value.sql() + "))") : value;
  }

  /** A bit a column. */
  private Typed grouping(GroupingOperation grouping, Scope scope) {
    List<Typed> columns = all(grouping.getGroupingColumns(), scope);
    Type type = columns.size() < Integer.SIZE ? Plain.INTEGER : Plain.BIGINT;
    return new Typed(
        type,
        columns.stream()
            .map(Typed::sql)
            .collect(Collectors.joining(", ", "CAST(grouping(", ") AS " + types.name(type) + ")")),
        grouping);
  }

  private Typed scalar(SubqueryExpression subquery, Scope scope) {
    Rendered query = queries.render(subquery.getQuery(), scope);
    if (query.columns().size() != 1) {
      throw SqlRefused.at(subquery, "a subquery here has one column: select fewer");
    }
    return new Typed(query.columns().getFirst().type(), "(" + query.sql() + ")", subquery);
  }

  /** Values as their common type. */
  List<Typed> unified(Node node, List<Typed> values, String what) {
    Type common = Plain.UNKNOWN;
    for (Typed value : values) {
      Type before = common;
      common =
          Coercions.common(common, value.type())
              .orElseThrow(() ->
                  SqlRefused.at(
                      value.node(),
                      what + " must be the same type: " + before + " vs " + value.type()));
    }
    Type type = common;
    return values.stream().map(value -> casts.coerced(value, type)).toList();
  }

  private Typed attempt(TryExpression attempt, Scope scope) {
    Typed value = render(attempt.getInnerExpression(), scope);
    if (CallRenderer.aggregates(attempt.getInnerExpression())) {
      throw SqlRefused.at(attempt, "try of an aggregate is not supported: aggregate in a subquery");
    }
    return value.with(value.type(), "TRY(" + value.sql() + ")");
  }

  private Typed cast(Cast cast, Scope scope) {
    Typed value = render(cast.getExpression(), scope);
    Type to = TypeReader.type(cast.getType());
    Type type = constants.zoneOf(value, to);
    return cast.isSafe() ? attempted(value, type) : casts.cast(value, type);
  }

  /** What is cast may fail for itself: only the cast is tried. */
  private Typed attempted(Typed value, Type to) {
    if (value.type().equals(to)) {
      return value;
    }
    boolean certain = value.sql().matches("[\\w.\"]+|'[^']*'");
    String name = certain ? value.sql() : casts.variable();
    String tried = "TRY(" + casts.cast(value.with(value.type(), name), to).sql() + ")";
    return value.with(
        to,
        certain
            ? tried
            : "list_transform([" + value.sql() + "], lambda " + name + ": " + tried + ")[1]");
  }

  private Typed array(io.trino.sql.tree.Array array, Scope scope) {
    List<Typed> same = unified(array, all(array.getValues(), scope), "All ARRAY elements");
    Type element = same.isEmpty() ? Plain.UNKNOWN : same.getFirst().type();
    String list = same.stream().map(Typed::sql).collect(Collectors.joining(", ", "[", "]"));
    Type type = new Array(element);
    return new Typed(type, "CAST(" + list + " AS " + types.name(type) + ")", array);
  }

  private Typed row(Row row, Scope scope) {
    List<Type.Field> fields = new ArrayList<>();
    List<Typed> values = new ArrayList<>();
    for (Row.Field field : row.getFields()) {
      Typed value = render(field.getExpression(), scope);
      fields.add(new Type.Field(field.getName().map(Trees::name), value.type()));
      values.add(value);
    }
    return packed(new RowOf(fields), values, row);
  }

  static Typed packed(RowOf type, List<Typed> values, Node node) {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      written.add(Trees.quoted(DuckTypes.field(type, i)) + " := " + values.get(i).sql());
    }
    return new Typed(type, "struct_pack(" + String.join(", ", written) + ")", node);
  }

  private Typed subscript(SubscriptExpression subscript, Scope scope) {
    Typed base = render(subscript.getBase(), scope);
    Typed index = render(subscript.getIndex(), scope);
    return switch (base.type()) {
      case Array array ->
          base.with(
              array.element(),
              "CAST(("
                  + base.sql()
                  + ")[pharos_subscript("
                  + casts.coerced(index, Plain.BIGINT).sql()
                  + ", CAST(len("
                  + base.sql()
                  + ") AS BIGINT))] AS "
                  + types.name(array.element())
                  + ")");
      case MapOf map -> {
        String key = casts.coerced(index, map.key()).sql();
        yield base.with(
            map.value(),
            "CAST(("
                + base.sql()
                + ")[CASE WHEN pharos_key(map_contains("
                + base.sql()
                + ", "
                + key
                + ")) THEN "
                + key
                + " END] AS "
                + types.name(map.value())
                + ")");
      }
      case RowOf row -> {
        if (!index.sql().matches("\\d+")
            || Integer.parseInt(index.sql()) < 1
            || Integer.parseInt(index.sql()) > row.fields().size()) {
          throw SqlRefused.at(
              subscript, "a row is asked for a field by a number from 1 to " + row.fields().size());
        }
        yield casts.field(base, Integer.parseInt(index.sql()) - 1);
      }
      default ->
          throw SqlRefused.at(
              subscript, "Cannot apply operator: " + base.type() + "[" + index.type() + "]");
    };
  }
}
