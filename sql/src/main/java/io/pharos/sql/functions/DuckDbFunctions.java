package io.pharos.sql.functions;

import io.pharos.sql.functions.DuckDbFunction.Body;
import io.pharos.sql.functions.DuckDbFunction.Kind;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** All functions to register in DuckDB before a query is run. */
public final class DuckDbFunctions {
  private final List<DuckDbFunction> functions = new ArrayList<>();

  private DuckDbFunctions() {}

  /** By their names in DuckDB, which all begin with {@code pharos_}. */
  public static List<DuckDbFunction> all() {
    DuckDbFunctions all = new DuckDbFunctions();
    all.checks();
    all.numbers();
    all.casts();
    all.texts();
    all.patterns();
    all.json();
    all.times();
    return List.copyOf(all.functions);
  }

  /** Parameters as letters: t(ext), i(nteger), d(ouble), b(oolean); the result is the last. */
  private void add(String name, String kinds, Body body) {
    List<Kind> read = kinds.chars().mapToObj(DuckDbFunctions::kind).toList();
    functions.add(
        new DuckDbFunction(
            "pharos_" + name, read.subList(0, read.size() - 1), read.getLast(), body));
  }

  private static Kind kind(int letter) {
    return switch (letter) {
      case 't' -> Kind.VARCHAR;
      case 'i' -> Kind.BIGINT;
      case 'd' -> Kind.DOUBLE;
      default -> Kind.BOOLEAN;
    };
  }

  private static String text(Object[] arguments, int index) {
    return (String) arguments[index];
  }

  private static long whole(Object[] arguments, int index) {
    return (Long) arguments[index];
  }

  private static double number(Object[] arguments, int index) {
    return (Double) arguments[index];
  }

  private void checks() {
    add("nonzero", "ii", a -> Checks.nonzero(whole(a, 0)));
    add("subscript", "iii", a -> Checks.subscript(whole(a, 0), whole(a, 1)));
    add("index", "ii", a -> Checks.index(whole(a, 0)));
    add("length", "ii", a -> Checks.length(whole(a, 0)));
    add("offset", "ii", a -> Checks.offset(whole(a, 0)));
    add("order", "tt", a -> Orders.of(text(a, 0)));
    add("whole", "bb", a -> Checks.whole((boolean) a[0]));
    add("times", "ii", a -> Checks.times(whole(a, 0)));
    add("trimmed", "iii", a -> Checks.trimmed(whole(a, 0), whole(a, 1)));
    add("place", "ii", a -> Checks.place(whole(a, 0)));
    add("step", "iiii", a -> Checks.step(whole(a, 0), whole(a, 1), whole(a, 2)));
    add("direction", "iiii", a -> Checks.direction(whole(a, 0), whole(a, 1), whole(a, 2)));
    add("entries", "ii", a -> Checks.entries(whole(a, 0)));
    add("key", "bb", a -> Checks.key((Boolean) a[0]));
    add("delimiter", "tt", a -> Checks.delimiter(text(a, 0)));
    add("fitting", "tit", a -> Checks.fitting(text(a, 0), whole(a, 1)));
    add("whole_days", "ii", a -> Checks.wholeDays(whole(a, 0)));
    add("aligned", "iib", a -> Checks.aligned(whole(a, 0), whole(a, 1)));
  }

  private void numbers() {
    one("sqrt", Math::sqrt);
    one("cbrt", Math::cbrt);
    one("exp", Math::exp);
    one("ln", Math::log);
    one("log2", x -> Math.log(x) / Math.log(2));
    one("log10", Math::log10);
    one("sin", Math::sin);
    one("cos", Math::cos);
    one("tan", Math::tan);
    one("asin", Math::asin);
    one("acos", Math::acos);
    one("atan", Math::atan);
    one("sinh", Math::sinh);
    one("cosh", Math::cosh);
    one("tanh", Math::tanh);
    one("degrees", Math::toDegrees);
    one("radians", Math::toRadians);
    two("power", Math::pow);
    two("atan2", Math::atan2);
    two("log", (base, x) -> Math.log(x) / Math.log(base));
    add("round", "did", a -> Numbers.round(number(a, 0), whole(a, 1)));
    add("round_whole", "iii", a -> Numbers.round(whole(a, 0), whole(a, 1)));
    add("round_decimal", "tit", a -> Numbers.roundDecimal(text(a, 0), whole(a, 1)));
    add("truncate_decimal", "tit", a -> Numbers.truncateDecimal(text(a, 0), whole(a, 1)));
    add("multiply", "ttit", a -> Numbers.multiply(text(a, 0), text(a, 1), whole(a, 2)));
    add("add", "ttit", a -> Numbers.add(text(a, 0), text(a, 1), whole(a, 2)));
    add("subtract", "ttit", a -> Numbers.subtract(text(a, 0), text(a, 1), whole(a, 2)));
    add("divide", "ttit", a -> Numbers.divide(text(a, 0), text(a, 1), whole(a, 2)));
    add("modulo", "ttit", a -> Numbers.modulo(text(a, 0), text(a, 1), whole(a, 2)));
    add(
        "width_bucket",
        "dddii",
        a -> Numbers.widthBucket(number(a, 0), number(a, 1), number(a, 2), whole(a, 3)));
  }

  private void one(String name, DoubleUnaryOperator operator) {
    add(name, "dd", a -> operator.applyAsDouble(number(a, 0)));
  }

  private void two(String name, DoubleBinaryOperator operator) {
    add(name, "ddd", a -> operator.applyAsDouble(number(a, 0), number(a, 1)));
  }

  private void casts() {
    add("to_boolean", "tb", a -> Parsing.toBoolean(text(a, 0)));
    add("to_bigint", "tti", a -> Parsing.toInteger(text(a, 0), text(a, 1)));
    add("to_double", "td", a -> Parsing.toDouble(text(a, 0)));
    add("to_decimal", "tiit", a -> Parsing.toDecimal(text(a, 0), whole(a, 1), whole(a, 2)));
    add("double_decimal", "diit", a -> Parsing.toDecimal(number(a, 0), whole(a, 1), whole(a, 2)));
    add("to_date", "ti", a -> Times.date(text(a, 0)));
    add("to_timestamp", "tii", a -> Times.timestamp(text(a, 0), whole(a, 1)));
    add("round_micros", "iii", a -> Times.rounded(whole(a, 0), whole(a, 1)));
    add("double_text", "dt", a -> Numbers.text(number(a, 0)));
    add("real_text", "dt", a -> Numbers.realText((float) number(a, 0)));
    add("to_time", "tt", a -> Times.timeOfDay(text(a, 0)));
    add("decimal_text", "tt", a -> new java.math.BigDecimal(text(a, 0)).toPlainString());
    add("timestamp_text", "iit", a -> Times.text(whole(a, 0), whole(a, 1)));
    add("iso8601_text", "iit", a -> Times.iso(whole(a, 0), whole(a, 1)));
    add("iso8601_zoned", "iiit", a -> Times.iso(whole(a, 0), whole(a, 1), whole(a, 2)));
    add("time_text", "iit", a -> Times.timeText(whole(a, 0), whole(a, 1)));
    add("day_time_text", "it", a -> Times.dayTimeText(whole(a, 0)));
    add("year_month_text", "it", a -> Times.yearMonthText(whole(a, 0)));
  }

  private void texts() {
    add("lower", "tt", a -> Texts.lower(text(a, 0)));
    add("upper", "tt", a -> Texts.upper(text(a, 0)));
    add("reverse", "tt", a -> Texts.reverse(text(a, 0)));
    add("trim", "tt", a -> Texts.trim(text(a, 0), true, true));
    add("ltrim", "tt", a -> Texts.trim(text(a, 0), true, false));
    add("rtrim", "tt", a -> Texts.trim(text(a, 0), false, true));
    add("replace", "tttt", a -> text(a, 0).replace(text(a, 1), text(a, 2)));
    add("strpos", "ttii", a -> Texts.position(text(a, 0), text(a, 1), whole(a, 2)));
    add("lpad", "titt", a -> Texts.pad(text(a, 0), whole(a, 1), text(a, 2), true));
    add("rpad", "titt", a -> Texts.pad(text(a, 0), whole(a, 1), text(a, 2), false));
    add("split", "ttit", a -> Texts.split(text(a, 0), text(a, 1), whole(a, 2)));
    add("split_part", "ttit", a -> Texts.splitPart(text(a, 0), text(a, 1), whole(a, 2)));
    add("translate", "tttt", a -> Texts.translate(text(a, 0), text(a, 1), text(a, 2)));
    add("split_to_map", "tttt", a -> Texts.splitToMap(text(a, 0), text(a, 1), text(a, 2)));
    add(
        "split_to_multimap",
        "tttt",
        a -> Texts.splitToMultimap(text(a, 0), text(a, 1), text(a, 2)));
    add("to_base", "iit", a -> Bases.digits(whole(a, 0), whole(a, 1)));
    add("from_base", "tii", a -> Bases.number(text(a, 0), whole(a, 1)));
    add("bit_count", "iii", a -> Bases.bitCount(whole(a, 0), whole(a, 1)));
    add("shift_left", "iiii", a -> Bases.shiftLeft(whole(a, 0), whole(a, 1), whole(a, 2)));
    add("shift_right", "iiii", a -> Bases.shiftRight(whole(a, 0), whole(a, 1), whole(a, 2)));
    add(
        "shift_right_signed",
        "iiii",
        a -> Bases.shiftRightSigned(whole(a, 0), whole(a, 1), whole(a, 2)));
    add("sha512", "tt", a -> Bases.sha512(text(a, 0)));
    add("crc32", "ti", a -> Bases.crc32(text(a, 0)));
    add("chr", "it", a -> Texts.chr(whole(a, 0)));
    add("codepoint", "ti", a -> Texts.codePoint(text(a, 0)));
    add("levenshtein", "tti", a -> Texts.levenshtein(text(a, 0), text(a, 1)));
    add("hamming", "tti", a -> Texts.hamming(text(a, 0), text(a, 1)));
    add("from_utf8", "tt", a -> Utf8.text(HexFormat.of().parseHex(text(a, 0))));
    add("even_hex", "tt", a -> Texts.evenHex(text(a, 0)));
    add("normalize", "ttt", a -> Texts.normalize(text(a, 0), text(a, 1)));
    add("url_extract_host", "tt", a -> Urls.of(text(a, 0)).map(url -> url.host()).orElse(null));
    add("url_extract_path", "tt", a -> Urls.of(text(a, 0)).map(url -> url.path()).orElse(null));
    add(
        "url_extract_protocol",
        "tt",
        a -> Urls.of(text(a, 0)).map(url -> url.protocol()).orElse(null));
    add("url_extract_query", "tt", a -> Urls.of(text(a, 0)).map(url -> url.query()).orElse(null));
    add(
        "url_extract_fragment",
        "tt",
        a -> Urls.of(text(a, 0)).map(url -> url.fragment()).orElse(null));
    add("url_extract_port", "ti", a -> Urls.of(text(a, 0)).map(url -> url.port()).orElse(null));
    add(
        "url_extract_parameter",
        "ttt",
        a -> Urls.of(text(a, 0)).map(url -> url.parameter(text(a, 1))).orElse(null));
    add("url_encode", "tt", a -> Urls.encode(text(a, 0)));
    add("url_decode", "tt", a -> Urls.decode(text(a, 0)));
  }

  private void patterns() {
    add("regexp_like", "ttb", a -> Regexps.like(text(a, 0), text(a, 1)));
    add("regexp_count", "tti", a -> Regexps.count(text(a, 0), text(a, 1)));
    add("regexp_position", "tti", a -> Regexps.position(text(a, 0), text(a, 1)));
    add("regexp_extract", "ttit", a -> Regexps.extract(text(a, 0), text(a, 1), whole(a, 2)));
    add("regexp_extract_all", "ttit", a -> Regexps.extractAll(text(a, 0), text(a, 1), whole(a, 2)));
    add("regexp_split", "ttt", a -> Regexps.split(text(a, 0), text(a, 1)));
    add("regexp_replace", "tttt", a -> Regexps.replace(text(a, 0), text(a, 1), text(a, 2)));
  }

  private void json() {
    add("json_parse", "tt", a -> Json.parse(text(a, 0)));
    add("json_extract", "ttt", a -> Json.extract(text(a, 0), text(a, 1)));
    add("json_extract_scalar", "ttt", a -> Json.extractScalar(text(a, 0), text(a, 1)));
    add("json_array_length", "ti", a -> Json.arrayLength(text(a, 0)));
    add("json_array_get", "tit", a -> Json.arrayGet(text(a, 0), whole(a, 1)));
    add("json_size", "tti", a -> Json.size(text(a, 0), text(a, 1)));
    add("json_string", "tt", a -> Json.string(text(a, 0)));
    add("double_json", "dt", a -> Json.number(number(a, 0)));
    add("json_as", "ttt", a -> JsonCasts.as(text(a, 0), text(a, 1)));
    add("json_text", "tt", a -> JsonCasts.text(text(a, 0)));
    add("json_boolean", "tb", a -> JsonCasts.toBoolean(text(a, 0)));
    add("json_bigint", "ti", a -> JsonCasts.toInteger(text(a, 0)));
    add("json_double", "td", a -> JsonCasts.toDouble(text(a, 0)));
    add("json_decimal", "tiit", a -> JsonCasts.toDecimal(text(a, 0), whole(a, 1), whole(a, 2)));
  }

  private void times() {
    add("months_between", "iii", a -> Times.monthsBetween(whole(a, 0), whole(a, 1)));
    add("date_format", "itt", a -> DateFormats.format(whole(a, 0), text(a, 1)));
    add("date_parse", "tti", a -> DateFormats.parse(text(a, 0), text(a, 1)));
    add("parse_datetime", "tti", a -> JodaParsing.parse(text(a, 0), text(a, 1)));
    add("format_datetime", "itt", a -> Times.formatted(whole(a, 0), text(a, 1)));
    add(
        "format_zoned",
        "iittt",
        a -> Times.formatted(whole(a, 0), whole(a, 1), text(a, 2), text(a, 3)));
    add("unixtime", "di", a -> Times.unix(number(a, 0)));
    add("iso8601_date", "ti", a -> Times.isoDate(text(a, 0)));
    add("iso8601_instant", "ti", a -> Times.isoInstant(text(a, 0)));
    add("iso8601_utc", "ti", a -> Times.isoUtc(text(a, 0)));
  }
}
