package io.pharos.local.values;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as senders may write them, one time so, one time otherwise. */
final class SentJson {
  private final RandomValues random;

  SentJson(RandomValues random) {
    this.random = random;
  }

  String of(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return "null";
    }
    return switch (type) {
      case Scalar scalar -> scalar(scalar, value);
      case ColumnType.Decimal decimal -> decimal((BigDecimal) value);
      case ColumnType.Array array -> array(array, (List<?>) value);
      case ColumnType.Map map -> map(map, (Map<?, ?>) value);
      case ColumnType.Struct struct -> struct(struct, (Map<?, ?>) value);
    };
  }

  private String scalar(Scalar type, Object value) {
    return switch (type) {
      case STRING, DATE -> quoted(value);
      case BOOLEAN -> value.toString();
      case TINYINT, SMALLINT, INT, BIGINT -> random.one(2) ? value.toString() : quoted(value);
      case FLOAT -> floating(value.toString(), (double) (float) value);
      case DOUBLE -> floating(value.toString(), (double) value);
      case TIMESTAMP -> quoted(time((LocalDateTime) value));
    };
  }

  /** As the shortest text, or with all digits that a double has, which may be hundreds. */
  private String floating(String shortest, double value) {
    return random.one(2) || value == 0 ? shortest : new BigDecimal(value).toString();
  }

  private String decimal(BigDecimal value) {
    String digits =
        random.pick(
            List.of(
                value.toPlainString(),
                value.toString(),
                value.stripTrailingZeros().toString(),
                value.setScale(value.scale() + 3).toPlainString()));
    return random.one(2) ? digits : quoted(digits);
  }

  private String time(LocalDateTime value) {
    boolean inner = value.getYear() > 1 && value.getYear() < 9999;
    return inner && random.one(3)
        ? value.plusHours(2) + "+02:00"
        : ValueText.TIME.format(value).replace(' ', random.one(2) ? ' ' : 'T');
  }

  private String array(ColumnType.Array type, List<?> items) {
    return items.stream()
        .map(item -> of(type.element(), item))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String map(ColumnType.Map type, Map<?, ?> entries) {
    List<String> members = new ArrayList<>();
    entries.forEach((key, item) -> members.add(quoted(key) + ":" + of(type.value(), item)));
    return "{" + String.join(",", members) + "}";
  }

  private String struct(ColumnType.Struct type, Map<?, ?> members) {
    return type.fields().stream()
        .map(field -> quoted(field.name()) + ":" + of(field.type(), members.get(field.name())))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(Object value) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(value.toString())) + '"';
  }
}
