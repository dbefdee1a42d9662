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
import java.util.ArrayList;
import java.util.List;

/** Casts, asked for or not, as Trino does them. */
final class Casts {
  private final Literals literals;
  private final DuckTypes types;
  private final JsonRenderer json;
  private int variables;

  Casts(Literals literals, DuckTypes types) {
    this.literals = literals;
    this.types = types;
    this.json = new JsonRenderer(this, literals, types);
  }

  /** A value that Trino takes for another type by itself. */
  Typed coerced(Typed value, Type to) {
    if (value.type().equals(to)) {
      return value;
    }
    if (!Coercions.fits(value.type(), to)) {
      throw SqlRefused.at(value.node(), "this has to be " + to + ", but is " + value.type());
    }
    return value.with(to, written(value, to));
  }

  /** A cast that is asked for. */
  Typed cast(Typed value, Type to) {
    return value.type().equals(to) ? value : value.with(to, written(value, to));
  }

  String variable() {
    return "\"v" + variables++ + "\"";
  }

  private String written(Typed value, Type to) {
    Type from = value.type();
    if (from == Plain.UNKNOWN) {
      return plain("NULL", to);
    }
    return switch (to) {
      case Varchar varchar -> toVarchar(value, varchar);
      case Char fixed -> toChar(value, fixed);
      case Decimal decimal -> toDecimal(value, decimal);
      case Plain plain -> toPlain(value, plain);
      case Timestamp timestamp -> toTimestamp(value, timestamp);
      case Zoned zoned -> toZoned(value, zoned);
      case Time time when from instanceof Time own && own.precision() <= time.precision() ->
          value.sql();
      case Time time when from instanceof Varchar ->
          "CAST(pharos_to_time(" + value.sql() + ") AS TIME)";
      case Time time when from instanceof Timestamp own ->
          plain(rounded(value.sql(), own.precision(), time.precision()), to);
      case Array array when from instanceof Array source -> toArray(value, source, array);
      case MapOf map when from instanceof MapOf source -> toMap(value, source, map);
      case RowOf row when from instanceof RowOf source -> toRow(value, source, row);
      case Array _, MapOf _, RowOf _ when from == Plain.JSON -> json.read(value, to);
      default -> throw refused(value, to);
    };
  }

  static SqlRefused refused(Typed value, Type to) {
    return SqlRefused.at(value.node(), "Cannot cast " + value.type() + " to " + to);
  }

  private String plain(String sql, Type to) {
    return "CAST(" + sql + " AS " + types.name(to) + ")";
  }

  private String toPlain(Typed value, Plain to) {
    return switch (to) {
      case BOOLEAN -> toBoolean(value);
      case TINYINT, SMALLINT, INTEGER, BIGINT -> toInteger(value, to);
      case REAL, DOUBLE -> toFloating(value, to);
      case DATE -> toDate(value);
      case JSON -> json.written(value);
      case VARBINARY, UUID -> {
        if (!(value.type() instanceof Varchar)) {
          throw refused(value, to);
        }
        yield to == Plain.UUID ? plain(value.sql(), to) : "encode(" + value.sql() + ")";
      }
      default -> throw refused(value, to);
    };
  }

  private String toBoolean(Typed value) {
    return switch (value.type()) {
      case Varchar _ -> "pharos_to_boolean(" + value.sql() + ")";
      case Plain.JSON -> "pharos_json_boolean(" + value.sql() + ")";
      case Plain.DOUBLE, Plain.REAL -> "(" + value.sql() + " <> 0)";
      case Type type when type.isNumber() -> "(" + value.sql() + " <> 0)";
      default -> throw refused(value, Plain.BOOLEAN);
    };
  }

  private String toInteger(Typed value, Plain to) {
    return switch (value.type()) {
      case Varchar _ ->
          plain("pharos_to_bigint(" + value.sql() + ", " + literals.own(to.toString()) + ")", to);
      case Plain.JSON -> plain("pharos_json_bigint(" + value.sql() + ")", to);
      case Plain.DOUBLE, Plain.REAL -> plain("round(" + value.sql() + ")", to);
      case Decimal _ -> plain("round(" + value.sql() + ")", to);
      case Plain.BOOLEAN -> plain(value.sql(), to);
      case Type type when type.isInteger() -> plain(value.sql(), to);
      default -> throw refused(value, to);
    };
  }

  private String toFloating(Typed value, Plain to) {
    return switch (value.type()) {
      case Varchar _ -> floating("pharos_to_double(" + value.sql() + ")", to);
      case Plain.JSON -> floating("pharos_json_double(" + value.sql() + ")", to);
      case Decimal _ -> floating("pharos_to_double(CAST(" + value.sql() + " AS VARCHAR))", to);
      case Plain.DOUBLE -> floating(value.sql(), to);
      case Plain.BOOLEAN -> plain(value.sql(), to);
      case Type type when type.isNumber() -> plain(value.sql(), to);
      default -> throw refused(value, to);
    };
  }

  /** Of a double. What is too large for a real is infinite. */
  private static String floating(String sql, Plain to) {
    return to == Plain.REAL ? "pharos_real(" + sql + ")" : sql;
  }

  private String toDecimal(Typed value, Decimal to) {
    String digits = literals.number(Integer.toString(to.precision()));
    String scale = literals.number(Integer.toString(to.scale()));
    return switch (value.type()) {
      case Varchar _ ->
          plain("pharos_to_decimal(" + value.sql() + ", " + digits + ", " + scale + ")", to);
      case Plain.JSON ->
          plain("pharos_json_decimal(" + value.sql() + ", " + digits + ", " + scale + ")", to);
      case Plain.DOUBLE, Plain.REAL ->
          plain(
              "pharos_double_decimal(CAST("
                  + value.sql()
                  + " AS DOUBLE), "
                  + digits
                  + ", "
                  + scale
                  + ")",
              to);
      case Plain.BOOLEAN -> plain("CAST(" + value.sql() + " AS INTEGER)", to);
      case Type type when type.isNumber() -> plain(value.sql(), to);
      default -> throw refused(value, to);
    };
  }

  private String toDate(Typed value) {
    return switch (value.type()) {
      case Varchar _ -> plain("make_timestamp(pharos_to_date(" + value.sql() + "))", Plain.DATE);
      case Timestamp _ -> plain(value.sql(), Plain.DATE);
      case Zoned _ -> plain(local(value), Plain.DATE);
      default -> throw refused(value, Plain.DATE);
    };
  }

  private String toTimestamp(Typed value, Timestamp to) {
    return switch (value.type()) {
      case Varchar _ ->
          "make_timestamp(pharos_to_timestamp("
              + value.sql()
              + ", "
              + precision(to.precision())
              + "))";
      case Plain.DATE -> plain(value.sql(), to);
      case Timestamp from -> rounded(value.sql(), from.precision(), to.precision());
      case Zoned from -> rounded(local(value), from.precision(), to.precision());
      default -> throw refused(value, to);
    };
  }

  private String toZoned(Typed value, Zoned to) {
    return switch (value.type()) {
      case Plain.DATE -> zoned("CAST(" + value.sql() + " AS TIMESTAMP)", to.zone());
      case Timestamp from ->
          zoned(rounded(value.sql(), from.precision(), to.precision()), to.zone());
      case Zoned from when from.precision() <= to.precision() -> value.sql();
      case Zoned _ ->
          throw SqlRefused.at(value.node(), "a cast to fewer digits is not supported here");
      default -> throw refused(value, to);
    };
  }

  /** The instant of a local time in a zone. */
  String zoned(String local, String zone) {
    if (zone.equals(ZoneText.MIXED)) {
      return zoned(local, Zoned.UTC); // a time without a zone is one of the session's
    }
    if (ZoneText.isOffset(zone)) {
      return "timezone('UTC', " + local + " - to_minutes(" + minutes(zone) + "))";
    }
    return "timezone(" + literals.own(zone) + ", " + local + ")";
  }

  private String minutes(String zone) {
    return "CAST("
        + literals.number(Integer.toString(ZoneText.offsetMinutes(zone)))
        + " AS BIGINT)";
  }

  /** The local time that a value with a zone shows. */
  String local(Typed value) {
    String zone = ((Zoned) value.type()).zone();
    if (zone.equals(ZoneText.MIXED)) {
      throw SqlRefused.at(
          value.node(),
          "the zone of this value differs from row to row: say which with AT TIME ZONE 'zone'");
    }
    if (ZoneText.isOffset(zone)) {
      return "(timezone('UTC', " + value.sql() + ") + to_minutes(" + minutes(zone) + "))";
    }
    return "timezone(" + literals.own(zone) + ", " + value.sql() + ")";
  }

  private String precision(int digits) {
    if (digits > 6) {
      throw new SqlRefused(1, 1, "times have at most six digits of a second here");
    }
    return literals.number(Integer.toString(digits));
  }

  private String rounded(String sql, int from, int to) {
    return from <= to
        ? sql
        : "make_timestamp(pharos_round_micros(epoch_us(" + sql + "), " + precision(to) + "))";
  }

  private String toVarchar(Typed value, Varchar to) {
    if (value.type() instanceof Varchar from) {
      boolean fits =
          to.length().isEmpty()
              || (from.length().isPresent() && from.length().get() <= to.length().get());
      return fits
          ? value.sql()
          : "left(" + value.sql() + ", " + literals.number(to.length().get().toString()) + ")";
    }
    if (value.type() instanceof Char) {
      return "rtrim(" + value.sql() + ", ' ')";
    }
    String text = text(value);
    return to.length().isEmpty()
        ? text
        : "pharos_fitting(" + text + ", " + literals.number(to.length().get().toString()) + ")";
  }

  private String toChar(Typed value, Char to) {
    if (!value.type().isText()) {
      throw refused(value, to);
    }
    String length = literals.number(Integer.toString(to.length()));
    String cut =
        value.type() instanceof Char from && from.length() <= to.length()
            ? value.sql()
            : "left(" + value.sql() + ", " + length + ")";
    return "CAST(rpad(" + cut + ", " + length + ", ' ') AS VARCHAR)";
  }

  /** A value as text, as Trino's cast writes it. */
  String text(Typed value) {
    return switch (value.type()) {
      case Varchar _, Char _ -> value.sql();
      case Plain.DOUBLE -> "pharos_double_text(" + value.sql() + ")";
      case Plain.REAL -> "pharos_real_text(" + value.sql() + ")";
      case Timestamp time ->
          "pharos_timestamp_text(epoch_us("
              + value.sql()
              + "), "
              + precision(time.precision())
              + ")";
      case Zoned zoned ->
          "pharos_timestamp_text(epoch_us("
              + local(value)
              + "), "
              + precision(zoned.precision())
              + ") || "
              + literals.own(" " + zoned.zone());
      case Time time ->
          "pharos_time_text(epoch_us(" + value.sql() + "), " + precision(time.precision()) + ")";
      case Plain.DAY_TIME -> "pharos_day_time_text(" + value.sql() + ")";
      case Plain.YEAR_MONTH -> "pharos_year_month_text(CAST(" + value.sql() + " AS BIGINT))";
      case Plain.JSON -> "pharos_json_text(" + value.sql() + ")";
      case Plain.UNKNOWN -> "CAST(NULL AS VARCHAR)";
      case Plain.BOOLEAN, Plain.DATE, Plain.UUID -> plain(value.sql(), Varchar.ANY);
      case Decimal decimal when decimal.precision() == decimal.scale() ->
          "pharos_decimal_text(" + plain(value.sql(), Varchar.ANY) + ")";
      case Type type when type.isNumber() -> plain(value.sql(), Varchar.ANY);
      default -> throw refused(value, Varchar.ANY);
    };
  }

  private String toArray(Typed value, Array from, Array to) {
    String name = variable();
    String body = written(new Typed(from.element(), name, value.node()), to.element());
    return from.element() == Plain.UNKNOWN && to.element() == Plain.UNKNOWN
        ? value.sql()
        : "list_transform(" + value.sql() + ", lambda " + name + ": " + body + ")";
  }

  private String toMap(Typed value, MapOf from, MapOf to) {
    if (from.key() == Plain.UNKNOWN) {
      return plain(value.sql(), to);
    }
    Typed keys =
        cast(
            new Typed(new Array(from.key()), "map_keys(" + value.sql() + ")", value.node()),
            new Array(to.key()));
    Typed values =
        cast(
            new Typed(new Array(from.value()), "map_values(" + value.sql() + ")", value.node()),
            new Array(to.value()));
    return "map(" + keys.sql() + ", " + values.sql() + ")";
  }

  private String toRow(Typed value, RowOf from, RowOf to) {
    if (from.fields().size() != to.fields().size()) {
      throw refused(value, to);
    }
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < to.fields().size(); i++) {
      Typed field = field(value, i);
      fields.add(
          Trees.quoted(DuckTypes.field(to, i))
              + " := "
              + cast(field, to.fields().get(i).type()).sql());
    }
    return "CASE WHEN "
        + value.sql()
        + " IS NOT NULL THEN struct_pack("
        + String.join(", ", fields)
        + ") END";
  }

  /** A field of a row by its place, from 0. */
  Typed field(Typed row, int index) {
    Type type = ((RowOf) row.type()).fields().get(index).type();
    return row.with(
        type,
        "struct_extract_at("
            + row.sql()
            + ", "
            + literals.number(Integer.toString(index + 1))
            + ")");
  }

  /** The entries of a map as rows without names. */
  String packedEntries(Typed map, Array rows) {
    String name = variable();
    RowOf row = (RowOf) rows.element();
    return "list_transform(map_entries("
        + map.sql()
        + "), lambda "
        + name
        + ": struct_pack("
        + Trees.quoted(DuckTypes.field(row, 0))
        + " := "
        + name
        + "['key'], "
        + Trees.quoted(DuckTypes.field(row, 1))
        + " := "
        + name
        + "['value']))";
  }
}
