package io.pharos.sql;

import io.trino.sql.QueryUtil;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Select;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.StringLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A random tree of a query whose literals and names hold what could be read as something else. */
final class RandomQuery {
  private static final NodeLocation HERE = new NodeLocation(1, 1);
  private static final String[] PIECES = {
    "'",
    "''",
    "--",
    "-",
    "/*",
    "*/",
    "/",
    ";",
    "\n",
    "\r",
    "\\",
    "\\'",
    "$$",
    "$x$",
    "\"",
    "E'",
    "U&'",
    "x'",
    " ",
    "\u00a0",
    "\u2003",
    "a",
    "drop table t",
    "0",
    "?",
    "::",
    "é",
    "😀",
    "%",
    "`"
  };

  private final Random random;
  private final List<String> texts = new ArrayList<>();

  RandomQuery(long seed) {
    this.random = new Random(seed);
  }

  /** The values of the texts in the query. */
  List<String> texts() {
    return texts;
  }

  Query query() {
    return QueryUtil.simpleQuery(
        new Select(HERE, false, List.of(column(number(4)), column(text(4)), column(list()))));
  }

  private SingleColumn column(Expression expression) {
    return new SingleColumn(
        HERE, expression, Optional.of(new Identifier(HERE, "n" + pieces(), true)));
  }

  private Expression list() {
    return new Array(HERE, List.of(number(2), new LongLiteral(HERE, "-1"), number(1)));
  }

  private Expression number(int depth) {
    if (depth == 0) {
      return new LongLiteral(HERE, Integer.toString(random.nextInt(-50, 50)));
    }
    return switch (random.nextInt(7)) {
      case 0, 1, 2 -> signed(number(depth - 1));
      case 3 -> call("length", text(depth - 1));
      case 4 -> new CoalesceExpression(HERE, List.of(number(depth - 1), number(depth - 1)));
      case 5 -> new IfExpression(HERE, same(depth), number(depth - 1), number(depth - 1));
      default ->
          new ArithmeticBinaryExpression(
              HERE, operator(), number(depth - 1), signed(number(depth - 1)));
    };
  }

  private Expression signed(Expression value) {
    return random.nextBoolean()
        ? ArithmeticUnaryExpression.negative(HERE, value)
        : ArithmeticUnaryExpression.positive(HERE, value);
  }

  private ArithmeticBinaryExpression.Operator operator() {
    return List.of(
            ArithmeticBinaryExpression.Operator.ADD,
            ArithmeticBinaryExpression.Operator.SUBTRACT,
            ArithmeticBinaryExpression.Operator.MULTIPLY)
        .get(random.nextInt(3));
  }

  private Expression text(int depth) {
    if (depth == 0) {
      String value = pieces();
      texts.add(value);
      return new StringLiteral(HERE, value);
    }
    return switch (random.nextInt(5)) {
      case 0 -> call("upper", text(depth - 1));
      case 1 -> call("concat", text(depth - 1), text(depth - 1));
      case 2 -> call("replace", text(depth - 1), text(0), text(0));
      case 3 -> new IfExpression(HERE, same(depth), text(depth - 1), text(depth - 1));
      default -> new CoalesceExpression(HERE, List.of(text(depth - 1), text(0)));
    };
  }

  private Expression same(int depth) {
    return random.nextBoolean()
        ? equal(number(depth - 1), number(depth - 1))
        : equal(text(depth - 1), text(depth - 1));
  }

  private static Expression equal(Expression left, Expression right) {
    return new Predicated(
        HERE, left, new ComparisonPredicate(HERE, ComparisonPredicate.Operator.EQUAL, right));
  }

  private static Expression call(String name, Expression... values) {
    return new FunctionCall(HERE, QualifiedName.of(name), List.of(values));
  }

  private String pieces() {
    return IntStream.range(0, random.nextInt(6))
        .mapToObj(i -> PIECES[random.nextInt(PIECES.length)])
        .collect(Collectors.joining());
  }
}
