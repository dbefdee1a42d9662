package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.Time;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Zoned;
import io.pharos.sql.functions.Times;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.StringLiteral;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Calls about times that no line of {@code functions.tsv} can write. */
final class TimeRewrites {
  static final String NOW = "date_trunc('millisecond', now())";

  private static final Map<String, String> MICROS =
      Map.of(
          "millisecond", "1000",
          "second", "1000000",
          "minute", "60000000",
          "hour", "3600000000",
          "day", "86400000000",
          "week", "604800000000");
  private static final Map<String, String> MONTHS =
      Map.of("month", "1", "quarter", "3", "year", "12");
  private static final Set<String> OF_DATES = Set.of("day", "week", "month", "quarter", "year");

  private final ExpressionRenderer expressions;

  TimeRewrites(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  Typed write(String how, FunctionCall call, List<Typed> values, Type result) {
    return switch (how) {
      case "date" -> expressions.casts().cast(values.getFirst(), Plain.DATE);
      case "now" -> new Typed(new Zoned(3, Zoned.UTC), NOW, call);
      case "date_trunc" -> truncated(unit(call, values.get(1).type()), values.get(1));
      case "date_add" -> added(unit(call, values.get(2).type()), values.get(1), values.get(2));
      case "date_diff" ->
          difference(call, unit(call, values.get(1).type()), values.get(1), values.get(2));
      case "to_iso8601" -> isoText(call, values.getFirst());
      case "format_datetime" -> formatted(call, values);
      case "from_iso8601_timestamp" -> iso(call, values.getFirst());
      case "from_unixtime" -> unix(call, values);
      case "at_timezone" -> zoned(call, values.getFirst(), zone(call, 1));
      case "with_timezone" ->
          new Typed(
              new Zoned(precision(values.getFirst().type()), zone(call, 1)),
              expressions.casts().zoned(values.getFirst().sql(), zone(call, 1)),
              call);
      case "sequence" -> sequence(call, values, result);
      default -> throw ExpressionRenderer.unsupported(call);
    };
  }

  private static String unit(FunctionCall call, Type of) {
    if (!(call.argumentValues().getFirst() instanceof StringLiteral literal)) {
      throw SqlRefused.at(call, "the unit has to be a text in quotes, such as 'day'");
    }
    String unit = Trees.lower(literal.getValue());
    boolean known = MICROS.containsKey(unit) || MONTHS.containsKey(unit);
    boolean fits =
        of == Plain.DATE
            ? OF_DATES.contains(unit)
            : !(of instanceof Time) || !OF_DATES.contains(unit);
    if (!known || !fits) {
      throw SqlRefused.at(call, "'" + unit + "' is not a valid " + of + " field");
    }
    return unit;
  }

  private String number(String digits) {
    return expressions.literals().number(digits);
  }

  private String monthsOf(String unit) {
    return number(MONTHS.getOrDefault(unit, "1"));
  }

  private String microsOf(String unit) {
    return number(MICROS.getOrDefault(unit, "1"));
  }

  private static int precision(Type type) {
    return switch (type) {
      case Timestamp time -> time.precision();
      case Zoned zoned -> zoned.precision();
      default -> 0;
    };
  }

  /** Months are counted from the start, so that the 31st comes back after a shorter month. */
  private Typed months(FunctionCall call, List<Typed> values, Type result) {
    String start = values.get(0).sql();
    String step = values.get(2).sql();
    String ends = micros(start) + ", " + micros(values.get(1).sql());
    String directed = "pharos_direction(CAST(" + step + " AS BIGINT), " + ends + ")";
    String count = "pharos_entries(pharos_months_between(" + ends + ") // " + directed + ")";
    String item = expressions.casts().variable();
    String moved = "(" + start + " + to_months(CAST(" + item + " * " + step + " AS INTEGER)))";
    String one = ((Array) result).element() == Plain.DATE ? "CAST(" + moved + " AS DATE)" : moved;
    return new Typed(
        result,
        "list_transform(generate_series(0, " + count + "), lambda " + item + ": " + one + ")",
        call);
  }

  private Typed truncated(String unit, Typed value) {
    String name = expressions.literals().own(unit);
    return switch (value.type()) {
      case Plain.DATE ->
          value.with(Plain.DATE, "CAST(date_trunc(" + name + ", " + value.sql() + ") AS DATE)");
      case Zoned zoned -> {
        String local = expressions.casts().local(value);
        String cut = "date_trunc(" + name + ", " + local + ")";
        yield value.with(
            zoned,
            OF_DATES.contains(unit)
                ? expressions.casts().zoned(cut, zoned.zone())
                : "(" + value.sql() + " - (" + local + " - " + cut + "))");
      }
      case Time _ ->
          value.with(
              value.type(),
              "CAST(date_trunc(" + name + ", DATE '2000-01-01' + " + value.sql() + ") AS TIME)");
      default -> value.with(value.type(), "date_trunc(" + name + ", " + value.sql() + ")");
    };
  }

  private Typed added(String unit, Typed count, Typed value) {
    boolean months = MONTHS.containsKey(unit);
    String by =
        months
            ? "to_months(CAST(" + count.sql() + " * " + monthsOf(unit) + " AS INTEGER))"
            : "to_microseconds(" + count.sql() + " * " + microsOf(unit) + ")";
    return switch (value.type()) {
      case Plain.DATE -> value.with(Plain.DATE, "CAST(" + value.sql() + " + " + by + " AS DATE)");
      case Zoned zoned when OF_DATES.contains(unit) ->
          value.with(
              zoned,
              expressions
                  .casts()
                  .zoned("(" + expressions.casts().local(value) + " + " + by + ")", zoned.zone()));
      default -> value.with(value.type(), "(" + value.sql() + " + " + by + ")");
    };
  }

  private Typed difference(FunctionCall call, String unit, Typed from, Typed to) {
    boolean local = from.type() instanceof Zoned && OF_DATES.contains(unit);
    String start = micros(local ? expressions.casts().local(from) : from.sql());
    String end = micros(local ? expressions.casts().local(to) : to.sql());
    String sql =
        MONTHS.containsKey(unit)
            ? "(pharos_months_between(" + start + ", " + end + ") // " + monthsOf(unit) + ")"
            : "((" + end + " - " + start + ") // " + microsOf(unit) + ")";
    return new Typed(Plain.BIGINT, sql, call);
  }

  private static String micros(String time) {
    return "epoch_us(" + time + ")";
  }

  private Typed formatted(FunctionCall call, List<Typed> values) {
    Typed time = values.getFirst();
    String sql =
        "pharos_format_zoned(epoch_us("
            + expressions.casts().local(time)
            + "), epoch_us("
            + time.sql()
            + "), "
            + expressions.literals().own(((Zoned) time.type()).zone())
            + ", "
            + values.get(1).sql()
            + ")";
    return new Typed(Type.Varchar.ANY, sql, call);
  }

  /** Trino leaves room for a year of seven digits, the point and the zone. */
  private Typed isoText(FunctionCall call, Typed time) {
    int precision = precision(time.type());
    int length = (time.type() instanceof Zoned ? 28 : 22) + precision + Math.min(precision, 1);
    String digits = number(Integer.toString(precision));
    String sql =
        time.type() instanceof Zoned
            ? "pharos_iso8601_zoned("
                + micros(expressions.casts().local(time))
                + ", "
                + micros(time.sql())
                + ", "
                + digits
                + ")"
            : "pharos_iso8601_text(" + micros(time.sql()) + ", " + digits + ")";
    return new Typed(Type.Varchar.of(length), sql, call);
  }

  private Typed iso(FunctionCall call, Typed value) {
    String zone = Zoned.UTC;
    if (call.argumentValues().getFirst() instanceof StringLiteral text) {
      zone = Times.isoZone(text.getValue());
    }
    boolean known = !zone.equals(Zoned.UTC);
    String micros = (known ? "pharos_iso8601_instant(" : "pharos_iso8601_utc(") + value.sql() + ")";
    return new Typed(
        new Zoned(3, ZoneText.canonical(zone)),
        "timezone('UTC', make_timestamp(" + micros + "))",
        call);
  }

  private Typed unix(FunctionCall call, List<Typed> values) {
    String instant =
        "timezone('UTC', make_timestamp(pharos_unixtime(" + values.getFirst().sql() + ")))";
    if (values.size() == 2) {
      return new Typed(new Zoned(3, zone(call, 1)), instant, call);
    }
    String hours = values.get(1).sql();
    String minutes = values.get(2).sql();
    if (!hours.matches("\\d+|CAST\\(\\d+ AS BIGINT\\)")
        || !minutes.matches("\\d+|CAST\\(\\d+ AS BIGINT\\)")) {
      throw SqlRefused.at(call, "the zone has to be written as numbers");
    }
    String zone =
        "+%02d:%02d"
            .formatted(
                Integer.parseInt(hours.replaceAll("\\D", "")),
                Integer.parseInt(minutes.replaceAll("\\D", "")));
    return new Typed(new Zoned(3, ZoneText.canonical(zone)), instant, call);
  }

  private static String zone(FunctionCall call, int index) {
    if (!(call.argumentValues().get(index) instanceof StringLiteral zone)) {
      throw SqlRefused.at(call, "the zone has to be a text in quotes");
    }
    if (!ZoneText.known(zone.getValue())) {
      throw SqlRefused.at(call, "Time zone not supported: " + zone.getValue());
    }
    return ZoneText.canonical(zone.getValue());
  }

  private static Typed zoned(FunctionCall call, Typed value, String zone) {
    return new Typed(new Zoned(precision(value.type()), zone), value.sql(), call);
  }

  private Typed sequence(FunctionCall call, List<Typed> values, Type result) {
    if (values.size() > 2 && values.get(2).type() == Plain.YEAR_MONTH) {
      return months(call, values, result);
    }
    Type element = ((Array) result).element();
    String start = "CAST(" + values.get(0).sql() + " AS TIMESTAMP)";
    String end = "CAST(" + values.get(1).sql() + " AS TIMESTAMP)";
    String step =
        "pharos_step(" + step(values, element) + ", " + micros(start) + ", " + micros(end) + ")";
    String series = "generate_series(" + start + ", " + end + ", to_microseconds(" + step + "))";
    return new Typed(
        result, element == Plain.DATE ? "CAST(" + series + " AS DATE[])" : series, call);
  }

  /** In microseconds. */
  private String step(List<Typed> values, Type element) {
    String day = number("86400000000");
    if (values.size() == 2) {
      String forward = values.get(0).sql() + " <= " + values.get(1).sql();
      return "CASE WHEN " + forward + " THEN " + day + " ELSE - " + day + " END";
    }
    String millis = values.get(2).sql();
    return element == Plain.DATE
        ? "pharos_whole_days(" + millis + ") * " + day
        : millis + " * " + number("1000");
  }
}
