package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.Char;
import io.pharos.sql.Type.Decimal;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Time;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Varchar;
import io.pharos.sql.Type.Zoned;
import io.pharos.sql.functions.Times;
import io.trino.sql.tree.BinaryLiteral;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.SimpleIntervalQualifier;
import io.trino.sql.tree.StringLiteral;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Writes literals. */
final class LiteralRenderer {
  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d*)(?:\\.(\\d*))?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "\\s*([+-]?\\d{4,}-\\d\\d?-\\d\\d?(?: \\d\\d?:\\d\\d?(?::\\d\\d?(?:\\.(\\d+))?)?)?)\\s*(\\S+)?\\s*");
  private static final Pattern TIME = Pattern.compile("\\d\\d?:\\d\\d?(?::\\d\\d?(?:\\.(\\d+))?)?");

  private final Literals literals;
  private final DuckTypes types;
  private final Casts casts;

  LiteralRenderer(Literals literals, DuckTypes types, Casts casts) {
    this.literals = literals;
    this.types = types;
    this.casts = casts;
  }

  Typed render(Literal literal) {
    return switch (literal) {
      case LongLiteral number -> whole(number);
      case DoubleLiteral number -> typed(Plain.DOUBLE, Double.toString(number.getValue()), literal);
      case DecimalLiteral number -> decimal(number.getValue(), literal);
      case StringLiteral string ->
          new Typed(
              Varchar.of(codePoints(string.getValue())), literals.text(string.getValue()), literal);
      case BooleanLiteral flag ->
          new Typed(Plain.BOOLEAN, flag.getValue() ? "true" : "false", literal);
      case NullLiteral _ -> new Typed(Plain.UNKNOWN, "NULL", literal);
      case BinaryLiteral binary ->
          new Typed(Plain.VARBINARY, "unhex(" + literals.text(binary.toHexString()) + ")", literal);
      case IntervalLiteral interval -> interval(interval);
      case GenericLiteral generic -> generic(generic);
      default -> throw ExpressionRenderer.unsupported(literal);
    };
  }

  private Typed typed(Type type, String text, Node node) {
    return new Typed(type, "CAST(" + literals.text(text) + " AS " + types.name(type) + ")", node);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private Typed whole(LongLiteral number) {
    long value = number.getParsedValue();
    boolean small = value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
    String digits = literals.number(Long.toString(value));
    return small && value >= 0
        ? new Typed(Plain.INTEGER, digits, number)
        : new Typed(
            small ? Plain.INTEGER : Plain.BIGINT,
            "CAST(" + digits + " AS " + (small ? "INTEGER" : "BIGINT") + ")",
            number);
  }

  private Typed decimal(String text, Node node) {
    Matcher digits = DECIMAL.matcher(text.strip());
    if (!digits.matches() || text.isBlank()) {
      throw invalid(node, text, "decimal");
    }
    String whole = digits.group(1).replaceFirst("^0+", "");
    String fraction = digits.group(2) == null ? "" : digits.group(2);
    int precision = Math.max(1, whole.length() + fraction.length());
    if (precision > Decimal.MAX) {
      throw SqlRefused.at(node, "a decimal has at most 38 digits");
    }
    return typed(new Decimal(precision, fraction.length()), text.strip(), node);
  }

  private static SqlRefused invalid(Node node, String text, String type) {
    return SqlRefused.at(node, "'" + text + "' is not a valid " + type + " literal");
  }

  private Typed interval(IntervalLiteral interval) {
    if (!(interval.qualifier() instanceof SimpleIntervalQualifier qualifier)) {
      throw SqlRefused.at(interval, "an interval has one unit here, such as INTERVAL '3' DAY");
    }
    String sign = interval.getSign() == IntervalLiteral.Sign.NEGATIVE ? "-" : "";
    String unit = qualifier.getField().name().toUpperCase(java.util.Locale.ROOT);
    long factor = Times.intervalFactor(unit);
    if (factor == 0) {
      throw SqlRefused.at(interval, "intervals of this unit are not supported");
    }
    try {
      boolean months = unit.contains("YEAR") || unit.contains("MONTH");
      long value = Times.scaled(sign + interval.getValue().strip(), factor);
      String digits = literals.number(Long.toString(value));
      Plain type = months ? Plain.YEAR_MONTH : Plain.DAY_TIME;
      return new Typed(type, "CAST(" + digits + " AS " + types.name(type) + ")", interval);
    } catch (IllegalArgumentException e) {
      throw invalid(interval, interval.getValue(), "interval");
    }
  }

  private Typed generic(GenericLiteral literal) {
    String type = Trees.lower(literal.getType());
    String text = literal.getValue();
    try {
      return switch (type) {
        case "date" -> typed(Plain.DATE, Times.dateText(text), literal);
        case "timestamp" -> timestamp(literal);
        case "time" -> time(literal);
        case "decimal" -> decimal(text, literal);
        case "bigint", "integer", "int", "smallint", "tinyint" -> number(literal, type);
        case "double" -> typed(Plain.DOUBLE, Double.toString(Times.number(text)), literal);
        case "real" -> typed(Plain.REAL, Float.toString((float) Times.number(text)), literal);
        case "boolean" -> casts.cast(string(text, literal), Plain.BOOLEAN);
        case "json" ->
            new Typed(Plain.JSON, "pharos_json_parse(" + literals.text(text) + ")", literal);
        case "varchar" -> string(text, literal);
        case "char" -> new Typed(new Char(codePoints(text)), literals.text(text), literal);
        case "uuid" -> typed(Plain.UUID, java.util.UUID.fromString(text).toString(), literal);
        default -> throw SqlRefused.at(literal, "literals of type " + type + " are not supported");
      };
    } catch (IllegalArgumentException e) {
      throw invalid(literal, text, type);
    }
  }

  private Typed string(String text, Node node) {
    return new Typed(Varchar.ANY, literals.text(text), node);
  }

  private Typed number(GenericLiteral literal, String name) {
    Plain type =
        Plain.valueOf((name.equals("int") ? "integer" : name).toUpperCase(java.util.Locale.ROOT));
    long value = Long.parseLong(literal.getValue());
    long bound =
        switch (type) {
          case TINYINT -> Byte.MAX_VALUE;
          case SMALLINT -> Short.MAX_VALUE;
          case INTEGER -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    if (value > bound || value < -bound - 1) {
      throw invalid(literal, literal.getValue(), name);
    }
    return new Typed(
        type,
        "CAST(" + literals.number(Long.toString(value)) + " AS " + types.name(type) + ")",
        literal);
  }

  private Typed timestamp(GenericLiteral literal) {
    Matcher parts = TIMESTAMP.matcher(literal.getValue());
    if (!parts.matches()) {
      throw new IllegalArgumentException(literal.getValue());
    }
    int precision = parts.group(2) == null ? 0 : parts.group(2).length();
    if (precision > 6) {
      throw SqlRefused.at(literal, "times have at most six digits of a second here");
    }
    long micros = Times.timestamp(parts.group(1), 6);
    String zone = parts.group(3);
    if (zone == null) {
      return new Typed(new Timestamp(precision), time(micros), literal);
    }
    if (!ZoneText.known(zone)) {
      throw new IllegalArgumentException(zone);
    }
    String canonical = ZoneText.canonical(zone);
    long instant = Times.instant(micros, canonical);
    return new Typed(
        new Zoned(precision, canonical), "timezone('UTC', " + time(instant) + ")", literal);
  }

  private String time(long micros) {
    return "make_timestamp(" + literals.number(Long.toString(micros)) + ")";
  }

  private Typed time(GenericLiteral literal) {
    Matcher parts = TIME.matcher(literal.getValue().strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(literal.getValue());
    }
    int precision = parts.group(1) == null ? 0 : parts.group(1).length();
    return typed(new Time(precision), literal.getValue().strip(), literal);
  }

  /** The zone that a text or a value gives the type of its cast. */
  Type zoneOf(Typed value, Type to) {
    return zoneOf(value.node(), value.type(), to);
  }

  private static Type zoneOf(Node node, Type from, Type to) {
    return switch (to) {
      case Zoned zoned when from instanceof Zoned own ->
          new Zoned(Math.max(zoned.precision(), own.precision()), own.zone());
      case Zoned _ when from instanceof Varchar ->
          throw SqlRefused.at(
              node,
              "a text is not cast to a time with a zone here: use from_iso8601_timestamp or with_timezone");
      case Array array when from instanceof Array own ->
          new Array(zoneOf(node, own.element(), array.element()));
      case MapOf map when from instanceof MapOf own ->
          new MapOf(zoneOf(node, own.key(), map.key()), zoneOf(node, own.value(), map.value()));
      case RowOf row when from instanceof RowOf own && own.fields().size() == row.fields().size() ->
          new RowOf(
              IntStream.range(0, row.fields().size())
                  .mapToObj(i ->
                      new Type.Field(
                          row.fields().get(i).name(),
                          zoneOf(node, own.fields().get(i).type(), row.fields().get(i).type())))
                  .toList());
      default -> to;
    };
  }
}
