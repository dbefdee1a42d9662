package io.pharos.core.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.json.PlainJson;
import io.pharos.core.value.Timestamps;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of query results as JSON; timestamps as Athena shows them. */
public final class JsonValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int LAST_YEAR = 9_999;

  /** For years that events cannot have: with a sign. */
  private static final DateTimeFormatter OTHER_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private JsonValues() {}

  /** A row as an object; a repeated name gets a number appended. */
  public static ObjectNode row(List<String> names, List<@Nullable Object> row) {
    ObjectNode object = NODES.objectNode();
    for (int i = 0; i < row.size(); i++) {
      object.set(names.get(i), value(row.get(i)));
    }
    return object;
  }

  /** The names of a result's columns, made different from one another. */
  public static List<String> names(QueryResult result) {
    List<String> given = result.columns().stream().map(QueryResult.ResultColumn::name).toList();
    Set<String> taken = new HashSet<>(given);
    Set<String> names = new LinkedHashSet<>();
    for (String name : given) {
      String free = name;
      for (int i = 2; names.contains(free) || (!free.equals(name) && taken.contains(free)); i++) {
        free = name + "_" + i;
      }
      names.add(free);
    }
    return List.copyOf(names);
  }

  private static JsonNode value(@Nullable Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case Boolean flag -> NODES.booleanNode(flag);
      case Long number -> NODES.numberNode(number);
      case Double number when !Double.isFinite(number) -> NODES.textNode(number.toString());
      case Double number -> NODES.numberNode(number);
      case BigDecimal number -> NODES.numberNode(number);
      case LocalDateTime time -> NODES.textNode(text(time));
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      default -> NODES.textNode(value.toString());
    };
  }

  private static String text(LocalDateTime time) {
    return time.getYear() > 0 && time.getYear() <= LAST_YEAR
        ? Timestamps.format(time.toInstant(ZoneOffset.UTC).toEpochMilli())
        : OTHER_TIME.format(time);
  }

  private static ArrayNode list(List<? extends @Nullable Object> list) {
    ArrayNode array = NODES.arrayNode();
    list.forEach(item -> array.add(value(item)));
    return array;
  }

  private static ObjectNode map(Map<?, ? extends @Nullable Object> map) {
    ObjectNode object = NODES.objectNode();
    map.forEach((key, item) -> object.set(text(value(key)), value(item)));
    return object;
  }

  /** A value as the text of a cell, without the quotes of a text. */
  public static String text(JsonNode value) {
    return value.isTextual() ? value.textValue() : PlainJson.text(value);
  }
}
