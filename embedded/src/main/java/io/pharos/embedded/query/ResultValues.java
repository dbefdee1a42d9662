package io.pharos.embedded.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** Converts the driver's values to those of a {@code QueryResult}. */
final class ResultValues {
  private ResultValues() {}

  /**
   * A value of a column that was cast to its readable type.
   *
   * @param type the column's type before
   */
  static @Nullable Object of(ResultType type, @Nullable Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case ResultType.Scalar scalar -> scalar.time() ? time(value) : scalar(value);
      case ResultType.Listed list -> list(list.element(), (Array) value);
      case ResultType.Mapped map -> map(map, (Map<?, ?>) value);
      case ResultType.Struct struct -> struct(struct, (Struct) value);
    };
  }

  private static Object scalar(Object value) {
    return switch (value) {
      case Byte number -> number.longValue();
      case Short number -> number.longValue();
      case Integer number -> number.longValue();
      case Float number -> Double.parseDouble(number.toString()); // 0.1f is shown as 0.1
      case BigInteger number -> whole(number);
      case UUID uuid -> uuid.toString();
      case LocalTime time -> time.toString();
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      case Boolean _, Long _, Double _, BigDecimal _, String _, LocalDate _ -> value;
      default -> value.toString();
    };
  }

  /** A sum of integers: DuckDB's have 128 bits, Athena's 64. */
  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : new BigDecimal(number);
  }

  /**
   * A time from the engine's text, in UTC if it has a zone; stays a text if it is beyond our dates.
   */
  private static Object time(Object value) {
    if (value instanceof LocalDateTime time) {
      return time;
    }
    String text = value.toString();
    String utc = text.endsWith("+00") ? text.substring(0, text.length() - "+00".length()) : text;
    try {
      return LocalDateTime.parse(utc.replace(' ', 'T'));
    } catch (DateTimeException beforeChristOrWithoutEnd) {
      return utc;
    }
  }

  private static List<@Nullable Object> list(ResultType element, Array array) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object item : Arrays.asList((@Nullable Object[]) array.getArray())) {
      values.add(of(element, item));
    }
    return values;
  }

  private static Map<@Nullable Object, @Nullable Object> map(ResultType.Mapped type, Map<?, ?> map)
      throws SQLException {
    Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
      values.put(of(type.key(), entry.getKey()), of(type.value(), entry.getValue()));
    }
    return values;
  }

  private static Map<String, @Nullable Object> struct(ResultType.Struct type, Struct struct)
      throws SQLException {
    Map<String, ? extends @Nullable Object> named = ((DuckDBStruct) struct).getMap();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ResultType.Field field : type.fields()) {
      values.put(field.name(), of(field.type(), named.get(field.name())));
    }
    return values;
  }
}
