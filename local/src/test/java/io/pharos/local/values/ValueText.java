package io.pharos.local.values;

import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a type as one text, whatever stands for it: equal texts are equal values. */
final class ValueText {
  static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private ValueText() {}

  static String of(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return switch (type) {
      case Scalar scalar -> scalar(scalar, value);
      case ColumnType.Decimal decimal ->
          new BigDecimal(value.toString()).setScale(decimal.scale()).toPlainString();
      case ColumnType.Array array -> array(array, (List<?>) value);
      case ColumnType.Map map -> map(map, (Map<?, ?>) value);
      case ColumnType.Struct struct -> struct(struct, (Map<?, ?>) value);
    };
  }

  private static String scalar(Scalar type, Object value) {
    return switch (type) {
      case STRING, BOOLEAN, DATE -> value.toString();
      case TINYINT, SMALLINT, INT, BIGINT -> Long.toString(Long.parseLong(value.toString()));
      case FLOAT -> Float.toString(Float.parseFloat(value.toString()));
      case DOUBLE -> Double.toString(Double.parseDouble(value.toString()));
      case TIMESTAMP -> time(value);
    };
  }

  private static String time(Object value) {
    return switch (value) {
      case Instant instant -> TIME.format(instant.atOffset(ZoneOffset.UTC));
      case LocalDateTime time -> TIME.format(time);
      default -> value.toString();
    };
  }

  private static String array(ColumnType.Array type, List<?> items) {
    return items.stream()
        .map(item -> of(type.element(), item))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String map(ColumnType.Map type, Map<?, ?> entries) {
    Map<String, String> sorted = new TreeMap<>();
    entries.forEach((key, item) -> sorted.put(String.valueOf(key), of(type.value(), item)));
    return sorted.toString();
  }

  private static String struct(ColumnType.Struct type, Map<?, ?> members) {
    return type.fields().stream()
        .map(field -> field.name() + "=" + of(field.type(), members.get(field.name())))
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
