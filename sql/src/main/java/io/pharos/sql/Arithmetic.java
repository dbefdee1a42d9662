package io.pharos.sql;

import io.pharos.sql.Type.Decimal;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.Time;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Zoned;
import io.trino.sql.tree.Node;

/** Arithmetic with Trino's types. */
final class Arithmetic {
  private static final int MIN_SCALE = 6;
  private static final String DAY_MILLIS = "86400000";

  private final Casts casts;
  private final DuckTypes types;
  private final Literals literals;

  Arithmetic(Casts casts, DuckTypes types, Literals literals) {
    this.casts = casts;
    this.types = types;
    this.literals = literals;
  }

  Typed of(Node node, String operator, Typed left, Typed right) {
    Type a = left.type();
    Type b = right.type();
    if ((a.isNumber() || left.isNull())
        && (b.isNumber() || right.isNull())
        && !(left.isNull() && right.isNull())) {
      return numbers(node, operator, left, right);
    }
    if (operator.equals("+") || operator.equals("-")) {
      return sum(node, operator, left, right);
    }
    return scaled(node, operator, left, right);
  }

  private static SqlRefused refused(Node node, String operator, Typed left, Typed right) {
    return SqlRefused.at(
        node, "Cannot apply operator: " + left.type() + " " + operator + " " + right.type());
  }

  private Typed numbers(Node node, String operator, Typed left, Typed right) {
    requireChosen(node, operator, left, right);
    Type common = Coercions.common(left.type(), right.type()).orElseThrow();
    if (common instanceof Decimal) {
      return decimals(node, operator, left, right);
    }
    String a = casts.coerced(left, common).sql();
    String b = casts.coerced(right, common).sql();
    return new Typed(common, written(operator, a, b, common), node);
  }

  /** A null could as well be an interval beside a bigint or a double. */
  private static void requireChosen(Node node, String operator, Typed left, Typed right) {
    Type known = left.isNull() ? right.type() : left.type();
    boolean product =
        operator.equals("*")
            && (left.isNull() || right.isNull())
            && (known == Plain.BIGINT || known == Plain.DOUBLE);
    boolean quotient = operator.equals("/") && left.isNull() && known == Plain.DOUBLE;
    if (product || quotient) {
      throw SqlRefused.at(
          node,
          "Could not choose a best candidate operator for "
              + left.type()
              + " "
              + operator
              + " "
              + right.type()
              + ": cast the null");
    }
  }

  private String written(String operator, String a, String b, Type type) {
    boolean whole = type.isInteger();
    return switch (operator) {
      case "/" -> "(" + a + (whole ? " // " + nonzero(b, type) : " / " + b) + ")";
      case "%" -> "(" + a + " % " + (whole ? nonzero(b, type) : b) + ")";
      default -> "(" + a + " " + operator + " " + b + ")";
    };
  }

  /** Numbers that are written in the query show by themselves that they are not 0. */
  private String nonzero(String divisor, Type type) {
    return divisor.matches("\\d+") && !divisor.matches("0+")
        ? divisor
        : "CAST(pharos_nonzero(CAST(" + divisor + " AS BIGINT)) AS " + types.name(type) + ")";
  }

  private Typed decimals(Node node, String operator, Typed left, Typed right) {
    Decimal a = Coercions.decimal(left.type()).orElse(new Decimal(1, 0));
    Decimal b = Coercions.decimal(right.type()).orElse(new Decimal(1, 0));
    Decimal result = result(operator, a, b);
    String x = casts.coerced(left, a).sql();
    String y = casts.coerced(right, b).sql();
    String sql =
        switch (operator) {
          case "+", "-" ->
              result.scale() < Math.max(a.scale(), b.scale())
                  ? inDigits(operator.equals("+") ? "pharos_add" : "pharos_subtract", x, y, result)
                  : added(operator, x, y, result);
          case "*" -> multiplied(x, y, a, b, result);
          default -> divided(operator, x, y, result);
        };
    return new Typed(result, "CAST(" + sql + " AS " + types.name(result) + ")", node);
  }

  private static Decimal result(String operator, Decimal a, Decimal b) {
    int scale = Math.max(a.scale(), b.scale());
    return switch (operator) {
      case "*" -> adjusted(a.precision() + b.precision(), a.scale() + b.scale());
      case "/" -> {
        int divided = Math.max(MIN_SCALE, a.scale() + b.precision() + 1);
        yield adjusted(a.precision() - a.scale() + b.scale() + divided, divided);
      }
      case "%" ->
          new Decimal(
              Math.min(a.precision() - a.scale(), b.precision() - b.scale()) + scale, scale);
      default -> {
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        yield new Decimal(
            Math.min(Decimal.MAX, 1 + whole + scale), Math.min(scale, Decimal.MAX - whole));
      }
    };
  }

  /** Beyond 38 digits those behind the point give way, but for six. */
  private static Decimal adjusted(int precision, int scale) {
    if (precision <= Decimal.MAX) {
      return new Decimal(precision, scale);
    }
    int whole = precision - scale;
    return new Decimal(Decimal.MAX, Math.max(Decimal.MAX - whole, Math.min(scale, MIN_SCALE)));
  }

  private String added(String operator, String x, String y, Decimal result) {
    String name = types.name(result);
    return "CAST(" + x + " AS " + name + ") " + operator + " CAST(" + y + " AS " + name + ")";
  }

  private String multiplied(String x, String y, Decimal a, Decimal b, Decimal result) {
    if (a.precision() + b.precision() <= Decimal.MAX) {
      return x + " * " + y;
    }
    return inDigits("pharos_multiply", x, y, result);
  }

  private String divided(String operator, String x, String y, Decimal result) {
    return inDigits(operator.equals("/") ? "pharos_divide" : "pharos_modulo", x, y, result);
  }

  private String inDigits(String function, String x, String y, Decimal result) {
    return function
        + "(CAST("
        + x
        + " AS VARCHAR), CAST("
        + y
        + " AS VARCHAR), "
        + literals.number(Integer.toString(result.scale()))
        + ")";
  }

  private Typed sum(Node node, String operator, Typed left, Typed right) {
    if (left.type().isInterval() && left.type().equals(right.type())) {
      return new Typed(
          left.type(), "(" + left.sql() + " " + operator + " " + right.sql() + ")", node);
    }
    if (left.type().isTime() && right.type().isInterval()) {
      return moved(node, operator, left, right);
    }
    if (operator.equals("+") && left.type().isInterval() && right.type().isTime()) {
      return moved(node, operator, right, left);
    }
    boolean difference = operator.equals("-") && left.type().isTime() && right.type().isTime();
    if (difference) {
      return difference(node, left, right);
    }
    throw refused(node, operator, left, right);
  }

  private Typed moved(Node node, String operator, Typed time, Typed interval) {
    boolean months = interval.type() == Plain.YEAR_MONTH;
    String by =
        months
            ? "to_months(" + interval.sql() + ")"
            : "to_microseconds(" + interval.sql() + " * 1000)";
    return switch (time.type()) {
      case Plain.DATE -> time.with(Plain.DATE, movedDate(operator, time, interval, months));
      case Timestamp from ->
          new Typed(
              new Timestamp(months ? from.precision() : Math.max(from.precision(), 3)),
              "(" + time.sql() + " " + operator + " " + by + ")",
              node);
      case Zoned zoned when months ->
          time.with(
              zoned,
              casts.zoned("(" + casts.local(time) + " " + operator + " " + by + ")", zoned.zone()));
      case Zoned zoned ->
          time.with(
              new Zoned(Math.max(zoned.precision(), 3), zoned.zone()),
              "(" + time.sql() + " " + operator + " " + by + ")");
      case Time from when !months ->
          time.with(
              new Time(Math.max(from.precision(), 3)),
              "(" + time.sql() + " " + operator + " " + by + ")");
      default -> throw refused(node, operator, time, interval);
    };
  }

  private static String movedDate(String operator, Typed time, Typed interval, boolean months) {
    return months
        ? "CAST(" + time.sql() + " " + operator + " to_months(" + interval.sql() + ") AS DATE)"
        : "("
            + time.sql()
            + " "
            + operator
            + " CAST(pharos_whole_days("
            + interval.sql()
            + ") AS INTEGER))";
  }

  private Typed difference(Node node, Typed left, Typed right) {
    Type common =
        Coercions.common(left.type(), right.type())
            .orElseThrow(() -> refused(node, "-", left, right));
    String a = casts.coerced(left, common).sql();
    String b = casts.coerced(right, common).sql();
    String sql =
        common == Plain.DATE
            ? "(CAST(" + a + " - " + b + " AS BIGINT) * " + literals.number(DAY_MILLIS) + ")"
            : "((epoch_us(" + a + ") - epoch_us(" + b + ")) // 1000)";
    return new Typed(Plain.DAY_TIME, sql, node);
  }

  private Typed scaled(Node node, String operator, Typed left, Typed right) {
    boolean leftInterval = left.type().isInterval();
    Typed interval = leftInterval ? left : right;
    Typed number = leftInterval ? right : left;
    if (!interval.type().isInterval()
        || !number.type().isNumber()
        || operator.equals("%")
        || (operator.equals("/") && !leftInterval)) {
      throw refused(node, operator, left, right);
    }
    String name = types.name(interval.type());
    String by =
        number.type().isInteger() ? number.sql() : casts.coerced(number, Plain.DOUBLE).sql();
    String sql =
        operator.equals("*")
            ? "CAST("
                + (number.type().isInteger() ? "" : "trunc(")
                + interval.sql()
                + " * "
                + by
                + (number.type().isInteger() ? "" : ")")
                + " AS "
                + name
                + ")"
            : number.type().isInteger()
                ? "CAST("
                    + interval.sql()
                    + " // "
                    + nonzero(by, Plain.BIGINT)
                    + " AS "
                    + name
                    + ")"
                : "CAST(trunc(" + interval.sql() + " / " + by + ") AS " + name + ")";
    return new Typed(interval.type(), sql, node);
  }
}
