package io.pharos.sql;

import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.CurrentTimestamp;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.LocalTimestamp;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SimpleIntervalQualifier;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes expressions. Each comes in parentheses where it could be read otherwise. */
final class ExpressionRenderer {
  /** A time of day that is followed by a zone. */
  private static final Pattern ZONED =
      Pattern.compile(".*\\d:\\d.*([A-Za-z]|[+-]\\d\\d:\\d\\d)\\s*");

  /** DuckDB takes a macro apart for each use of its values: divisions in divisions multiply. */
  private static final int MAX_DIVISIONS = 6;

  /** Some calls are written out with their values more than once. */
  private static final int MAX_LENGTH = 2 * AthenaSql.MAX_BYTES;

  private final QueryRenderer queries;
  private final TableReferences references;
  private final PredicateRenderer predicates = new PredicateRenderer(this);
  private final WindowRenderer windows = new WindowRenderer(this);
  private final CallRenderer calls = new CallRenderer(this, windows);
  private final Literals literals = new Literals();
  private final TypeRenderer types = new TypeRenderer(literals);
  private int divisions;

  ExpressionRenderer(QueryRenderer queries, TableReferences references) {
    this.queries = queries;
    this.references = references;
  }

  static SqlRefused unsupported(Node node) {
    return SqlRefused.at(
        node,
        "this is not supported on one machine (docs/sql.md): " + node.getClass().getSimpleName());
  }

  /** Names in parentheses. */
  static String names(List<Identifier> names) {
    return names.stream()
        .map(name -> Trees.quoted(Trees.name(name)))
        .collect(Collectors.joining(", ", "(", ")"));
  }

  Literals literals() {
    return literals;
  }

  WindowRenderer windows() {
    return windows;
  }

  /** Expressions in parentheses. */
  String list(List<Expression> expressions) {
    return "(" + commas(expressions) + ")";
  }

  String commas(List<Expression> expressions) {
    return expressions.stream().map(this::render).collect(Collectors.joining(", "));
  }

  String query(SubqueryExpression subquery) {
    return "(" + queries.render(subquery.getQuery()) + ")";
  }

  /** A column or a field of one, or the table that stars are asked of. */
  String path(Expression path) {
    return switch (path) {
      case Identifier identifier -> Trees.quoted(Trees.name(identifier));
      case DereferenceExpression field ->
          table(field.getBase())
              + "."
              + Trees.quoted(Trees.name(field.getField().orElseThrow(() -> unsupported(field))));
      default -> "(" + render(path) + ")";
    };
  }

  /** What stands before a column: a table with its database, or a part of the path. */
  private String table(Expression path) {
    return path instanceof DereferenceExpression named && references.table(named).isPresent()
        ? DuckDbNames.table(references.table(named).get())
        : path(path);
  }

  String render(Expression expression) {
    String rendered = write(expression);
    if (rendered.length() > MAX_LENGTH) {
      throw SqlRefused.at(expression, "this grows too large: use a subquery");
    }
    return rendered;
  }

  private String write(Expression expression) {
    return switch (expression) {
      case Identifier identifier -> path(identifier);
      case DereferenceExpression field -> path(field);
      case LongLiteral number -> number(number);
      case DoubleLiteral number ->
          "CAST(" + literals.text(Double.toString(number.getValue())) + " AS DOUBLE)";
      case DecimalLiteral number -> literals.number(number.getValue());
      case StringLiteral string -> literals.text(string.getValue());
      case BooleanLiteral flag -> flag.getValue() ? "true" : "false";
      case NullLiteral _ -> "NULL";
      case GenericLiteral literal -> typed(literal);
      case IntervalLiteral interval -> interval(interval);
      case ArithmeticBinaryExpression operation -> arithmetic(operation);
      case ArithmeticUnaryExpression signed ->
          (signed.getSign() == ArithmeticUnaryExpression.Sign.MINUS ? "(- (" : "(+ (")
              + render(signed.getValue())
              + "))";
      case LogicalExpression logical ->
          logical.getTerms().stream()
              .map(this::render)
              .collect(Collectors.joining(" " + logical.getOperator() + " ", "(", ")"));
      case NotExpression not -> "(NOT " + render(not.getValue()) + ")";
      case Predicated predicated ->
          predicates.render(render(predicated.getValue()), predicated.getPredicate());
      case ExistsPredicate exists when exists.getSubquery() instanceof SubqueryExpression query ->
          "EXISTS " + query(query);
      case SubqueryExpression subquery -> query(subquery);
      case InListExpression values -> list(values.getValues());
      case SearchedCaseExpression searched ->
          cases("", searched.getWhenClauses(), searched.getDefaultValue());
      case SimpleCaseExpression simple -> simple(simple);
      case IfExpression choice -> choice(choice);
      case CoalesceExpression coalesce -> "coalesce" + list(coalesce.getOperands());
      case NullIfExpression nullIf ->
          "nullif" + list(List.of(nullIf.getFirst(), nullIf.getSecond()));
      case TryExpression attempt -> "TRY(" + render(attempt.getInnerExpression()) + ")";
      case Cast cast -> cast(cast);
      case Array array -> "[" + commas(array.getValues()) + "]";
      case Row row -> row(row);
      case SubscriptExpression subscript ->
          "(" + render(subscript.getBase()) + ")[" + render(subscript.getIndex()) + "]";
      case Extract extract -> extract(extract);
      case Trim trim -> trim(trim);
      case CurrentDate _ -> "CAST(now() AS DATE)";
      case CurrentTimestamp _ -> "now()";
      case LocalTimestamp _ -> "CAST(now() AS TIMESTAMP)";
      case AtTimeZone zoned when zoned.getTimeZone() instanceof StringLiteral zone ->
          "timezone("
              + literals.text(zone.getValue())
              + ", CAST("
              + render(zoned.getValue())
              + " AS TIMESTAMPTZ))";
      case GroupingOperation grouping -> "grouping" + list(grouping.getGroupingColumns());
      case FunctionCall call -> calls.render(call);
      default -> throw unsupported(expression);
    };
  }

  String number(LongLiteral number) {
    return literals.number(Long.toString(number.getParsedValue()));
  }

  private String typed(GenericLiteral literal) {
    String type = Trees.lower(literal.getType());
    String name =
        switch (type) {
          case "date" -> "DATE";
          case "timestamp" ->
              ZONED.matcher(literal.getValue()).matches() ? "TIMESTAMPTZ" : "TIMESTAMP";
          case "time" -> "TIME";
          case "decimal" -> decimal(literal);
          case "bigint" -> "BIGINT";
          case "integer", "int" -> "INTEGER";
          case "smallint" -> "SMALLINT";
          case "tinyint" -> "TINYINT";
          case "double" -> "DOUBLE";
          case "real" -> "FLOAT";
          case "boolean" -> "BOOLEAN";
          case "json" -> "JSON";
          case "varchar", "char" -> "VARCHAR";
          case "uuid" -> "UUID";
          default ->
              throw SqlRefused.at(literal, "literals of type " + type + " are not supported");
        };
    return "CAST(" + literals.text(literal.getValue()) + " AS " + name + ")";
  }

  /** As many digits as are written. */
  private String decimal(GenericLiteral literal) {
    String digits = literal.getValue().strip().replaceAll("[+-]", "");
    int point = digits.indexOf('.');
    int scale = point < 0 ? 0 : digits.length() - point - 1;
    int precision = Math.max(1, digits.replace(".", "").length());
    return "DECIMAL("
        + literals.number(Integer.toString(precision))
        + ", "
        + literals.number(Integer.toString(scale))
        + ")";
  }

  private String interval(IntervalLiteral interval) {
    if (!(interval.qualifier() instanceof SimpleIntervalQualifier qualifier)) {
      throw SqlRefused.at(interval, "an interval has one unit here, such as INTERVAL '3' DAY");
    }
    String sign = interval.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
    return "(INTERVAL "
        + literals.text(sign + interval.getValue())
        + " "
        + qualifier.getField().name()
        + ")";
  }

  private String arithmetic(ArithmeticBinaryExpression operation) {
    boolean division = operation.getOperator() == ArithmeticBinaryExpression.Operator.DIVIDE;
    divisions += division ? 1 : 0;
    if (divisions > MAX_DIVISIONS) {
      throw SqlRefused.at(operation, "too many divisions within one another: use a subquery");
    }
    try {
      return operation(operation);
    } finally {
      divisions -= division ? 1 : 0;
    }
  }

  private String operation(ArithmeticBinaryExpression operation) {
    String left = render(operation.getLeft());
    String right = render(operation.getRight());
    return switch (operation.getOperator()) {
      case ADD, SUBTRACT -> sum(operation, left, right);
      case MULTIPLY -> "(" + left + " * " + right + ")";
      case DIVIDE -> "pharos_divide(" + left + ", " + right + ")";
      case MODULO -> "pharos_mod(" + left + ", " + right + ")";
    };
  }

  /** A date and an interval make a date, as far as it can be seen that it is one. */
  private static String sum(ArithmeticBinaryExpression operation, String left, String right) {
    String sum = "(" + left + " " + operation.getOperator().getValue() + " " + right + ")";
    boolean day =
        (Shapes.isDate(operation.getLeft()) && Shapes.isInterval(operation.getRight()))
            || (Shapes.isInterval(operation.getLeft()) && Shapes.isDate(operation.getRight()));
    return day ? "CAST(" + sum + " AS DATE)" : sum;
  }

  private String simple(SimpleCaseExpression simple) {
    return cases(
        render(simple.getOperand()) + " ", simple.getWhenClauses(), simple.getDefaultValue());
  }

  private String cases(String operand, List<WhenClause> whens, Optional<Expression> otherwise) {
    return whens.stream()
            .map(when -> "WHEN " + operand(when) + " THEN " + render(when.getResult()))
            .collect(Collectors.joining(" ", "(CASE " + operand, ""))
        + otherwise.map(value -> " ELSE " + render(value)).orElse("")
        + " END)";
  }

  private String operand(WhenClause when) {
    if (when.getMatch() instanceof WhenClause.Operand operand) {
      return render(operand.expression());
    }
    throw SqlRefused.at(when, "a predicate behind WHEN is not supported: write CASE WHEN .. THEN");
  }

  private String choice(IfExpression choice) {
    return "(CASE WHEN "
        + render(choice.getCondition())
        + " THEN "
        + render(choice.getTrueValue())
        + choice.getFalseValue().map(value -> " ELSE " + render(value)).orElse("")
        + " END)";
  }

  private String cast(Cast cast) {
    return (cast.isSafe() ? "TRY_CAST(" : "CAST(")
        + render(cast.getExpression())
        + " AS "
        + types.render(cast.getType())
        + ")";
  }

  private String row(Row row) {
    boolean named = row.getFields().stream().allMatch(field -> field.getName().isPresent());
    if (!named) {
      return "row" + list(row.getFields().stream().map(Row.Field::getExpression).toList());
    }
    return row.getFields().stream()
        .map(field ->
            Trees.quoted(Trees.name(field.getName().orElseThrow()))
                + " := "
                + render(field.getExpression()))
        .collect(Collectors.joining(", ", "struct_pack(", ")"));
  }

  private String extract(Extract extract) {
    String part =
        switch (extract.getField()) {
          case YEAR -> "year";
          case QUARTER -> "quarter";
          case MONTH -> "month";
          case WEEK -> "week";
          case DAY, DAY_OF_MONTH -> "day";
          case DAY_OF_WEEK, DOW -> "isodow";
          case DAY_OF_YEAR, DOY -> "dayofyear";
          case YEAR_OF_WEEK, YOW -> "isoyear";
          case HOUR -> "hour";
          case MINUTE -> "minute";
          case SECOND -> "second";
          default -> throw unsupported(extract);
        };
    return part + "(" + render(extract.getExpression()) + ")";
  }

  private String trim(Trim trim) {
    return trim.getSpecification().getFunctionName()
        + "("
        + render(trim.getTrimSource())
        + trim.getTrimCharacter().map(characters -> ", " + render(characters)).orElse("")
        + ")";
  }
}
