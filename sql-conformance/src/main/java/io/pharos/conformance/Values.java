package io.pharos.conformance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duckdb.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Values of DuckDB's driver as text: the kind, then the value, as {@link Tagged} writes Trino's.
 */
final class Values {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS");

  private Values() {}

  static String tagged(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> "null";
      case Boolean flag -> flag.toString();
      case Byte _, Short _, Integer _, Long _, BigInteger _ -> "int " + value;
      case Float _, Double _ -> "dbl " + value;
      case BigDecimal number -> "dec " + number.toPlainString();
      case String text -> "text " + text;
      case UUID uuid -> "text " + uuid;
      case JsonNode json -> "text " + json;
      case LocalDate date -> "date " + date;
      case java.sql.Date date -> "date " + date.toLocalDate();
      case LocalTime time ->
          "time " + Tagged.plain(time.format(DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSSSSS")));
      case LocalDateTime time -> "time " + time(time);
      case Timestamp time -> "time " + time(time.toLocalDateTime());
      case OffsetDateTime time ->
          "zoned " + time(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()) + " UTC";
      case Blob blob ->
          "text " + Base64.getEncoder().encodeToString(blob.getBytes(1, (int) blob.length()));
      case byte[] bytes -> "text " + Base64.getEncoder().encodeToString(bytes);
      case Array array -> list(java.util.Arrays.asList((Object[]) array.getArray()));
      case Struct struct -> "row" + list(java.util.Arrays.asList(struct.getAttributes()));
      case Map<?, ?> map -> map(map);
      default -> value.getClass().getSimpleName() + " " + value;
    };
  }

  private static String time(LocalDateTime time) {
    return Tagged.plain(time.format(TIME));
  }

  private static String list(List<? extends @Nullable Object> items) throws SQLException {
    List<String> values = new ArrayList<>();
    for (Object item : items) {
      values.add(tagged(item));
    }
    return "[" + String.join(", ", values) + "]";
  }

  private static String map(Map<?, ? extends @Nullable Object> map) throws SQLException {
    List<String> entries = new ArrayList<>();
    for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
      entries.add(tagged(entry.getKey()) + "=" + tagged(entry.getValue()));
    }
    entries.sort(null);
    return "map{" + String.join(", ", entries) + "}";
  }
}
