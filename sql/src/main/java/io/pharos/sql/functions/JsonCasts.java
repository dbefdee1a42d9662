package io.pharos.sql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Casts of JSON to SQL types. */
final class JsonCasts {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonCasts() {}

  private static JsonNode value(String json) {
    return Json.read(json);
  }

  private static Refusal refused(String json, String type) {
    return new Refusal("Cannot cast '" + json + "' to " + type);
  }

  static @Nullable String text(String json) {
    JsonNode node = value(json);
    if (node.isContainerNode()) {
      throw refused(json, "varchar");
    }
    if (node.isFloatingPointNumber() || node.isBigDecimal()) {
      return Numbers.text(node.doubleValue());
    }
    return node.isNull() ? null : node.asText();
  }

  static @Nullable Boolean toBoolean(String json) {
    JsonNode node = value(json);
    return switch (node.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> node.asBoolean();
      case NUMBER -> node.decimalValue().signum() != 0;
      case STRING -> Parsing.toBoolean(node.asText());
      default -> throw refused(json, "boolean");
    };
  }

  static @Nullable Long toInteger(String json) {
    JsonNode node = value(json);
    try {
      return switch (node.getNodeType()) {
        case NULL -> null;
        case BOOLEAN -> node.asBoolean() ? 1L : 0L;
        case NUMBER -> node.decimalValue().setScale(0, RoundingMode.HALF_UP).longValueExact();
        case STRING -> Parsing.toInteger(node.asText(), "bigint");
        default -> throw refused(json, "bigint");
      };
    } catch (ArithmeticException e) {
      throw refused(json, "bigint");
    }
  }

  static @Nullable Double toDouble(String json) {
    JsonNode node = value(json);
    return switch (node.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> node.asBoolean() ? 1.0 : 0.0;
      case NUMBER -> node.doubleValue();
      case STRING -> Parsing.toDouble(node.asText());
      default -> throw refused(json, "double");
    };
  }

  static @Nullable String toDecimal(String json, long precision, long scale) {
    JsonNode node = value(json);
    return switch (node.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> Parsing.toDecimal(node.asBoolean() ? "1" : "0", precision, scale);
      case NUMBER -> Parsing.toDecimal(node.decimalValue().toPlainString(), precision, scale);
      case STRING -> Parsing.toDecimal(node.asText(), precision, scale);
      default -> throw refused(json, "decimal");
    };
  }

  /** The same value, made of what a type holds, numbers as texts: DuckDB reads those exactly. */
  static String as(String json, String shape) {
    JsonNode made = shaped(value(json), value(shape));
    return made.toString();
  }

  private static JsonNode shaped(JsonNode node, JsonNode shape) {
    if (node.isNull()) {
      return NODES.nullNode();
    }
    if (shape.isTextual()) {
      return scalar(node, shape.asText());
    }
    if (shape.isArray()) {
      return array(node, shape.get(0));
    }
    return shape.has("row") ? row(node, shape.get("row")) : map(node, shape.get(""));
  }

  private static JsonNode array(JsonNode node, JsonNode element) {
    if (!node.isArray()) {
      throw refused(node.toString(), "array");
    }
    ArrayNode array = NODES.arrayNode();
    node.forEach(item -> array.add(shaped(item, element)));
    return array;
  }

  private static JsonNode map(JsonNode node, JsonNode value) {
    if (!node.isObject()) {
      throw refused(node.toString(), "map");
    }
    ObjectNode map = NODES.objectNode();
    node.properties().forEach(field -> map.set(field.getKey(), shaped(field.getValue(), value)));
    return map;
  }

  private static JsonNode row(JsonNode node, JsonNode fields) {
    if (!node.isContainerNode() || (node.isArray() && node.size() != fields.size())) {
      throw refused(node.toString(), "row");
    }
    ObjectNode row = NODES.objectNode();
    for (int i = 0; i < fields.size(); i++) {
      JsonNode field = fields.get(i);
      JsonNode value = node.isArray() ? node.get(i) : named(node, field.get(1).asText());
      row.set(
          field.get(0).asText(), value == null ? NODES.nullNode() : shaped(value, field.get(2)));
    }
    return row;
  }

  private static @Nullable JsonNode named(JsonNode object, String name) {
    for (var field : object.properties()) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return field.getValue();
      }
    }
    return null;
  }

  private static JsonNode scalar(JsonNode node, String type) {
    String json = node.toString();
    Object value =
        switch (type) {
          case "boolean" -> toBoolean(json);
          case "tinyint", "smallint", "integer", "bigint" -> toInteger(json);
          case "real", "double" -> toDouble(json);
          case "json" -> Json.written(node);
          case "date", "timestamp(3)" -> node.asText();
          default -> type.startsWith("decimal") ? decimal(json, type) : text(json);
        };
    return value == null ? NODES.nullNode() : NODES.textNode(String.valueOf(value));
  }

  private static @Nullable String decimal(String json, String type) {
    String[] sizes = type.replaceAll("[^\\d,]", "").split(",", -1);
    return toDecimal(json, Long.parseLong(sizes[0]), Long.parseLong(sizes[1]));
  }
}
