package io.pharos.core.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.capture.Timestamps;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of query results as JSON; timestamps as Athena shows them. */
public final class JsonValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonValues() {}

  /** A row as an object; a name that comes twice is told apart by a number behind it. */
  public static ObjectNode row(List<String> names, List<@Nullable Object> row) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < row.size(); i++) {
      object.set(names.get(i), value(row.get(i)));
    }
    return object;
  }

  /** The names of a result's columns, made different from one another. */
  public static List<String> names(QueryResult result) {
    Map<String, Integer> seen = new java.util.HashMap<>();
    return result.columns().stream()
        .map(column -> {
          int count = seen.merge(column.name(), 1, Integer::sum);
          return count == 1 ? column.name() : column.name() + "_" + count;
        })
        .toList();
  }

  private static JsonNode value(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean flag -> NODES.booleanNode(flag);
      case Long number -> NODES.numberNode(number);
      case Double number when !Double.isFinite(number) -> NODES.textNode(number.toString());
      case Double number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case LocalDateTime time ->
          NODES.textNode(Timestamps.format(time.toInstant(ZoneOffset.UTC).toEpochMilli()));
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> NODES.textNode(value.toString());
    };
  }

  private static ArrayNode list(List<? extends @Nullable Object> list) {
    ArrayNode array = NODES.arrayNode();
    list.forEach(item -> array.add(value(item)));
    return array;
  }

  private static ObjectNode map(Map<?, ? extends @Nullable Object> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((key, item) -> object.set(String.valueOf(key), value(item)));
    return object;
  }
}
