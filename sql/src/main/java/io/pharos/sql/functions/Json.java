package io.pharos.sql.functions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Trino has it: parsed, it is canonical (keys in order, numbers with their digits);
 * extracted, it is copied as it comes, and what follows is not looked at.
 */
final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** Numbers with a fraction are doubles. */
  private static final ObjectMapper DOUBLES = new ObjectMapper();

  private static final ObjectReader STRICT =
      MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private Json() {}

  static String parse(String text) {
    try {
      JsonNode node = STRICT.readTree(text);
      if (node != null && !node.isMissingNode()) {
        return written(node);
      }
    } catch (IOException e) {
      throw new Refusal("Cannot convert value to JSON: '" + text + "'");
    }
    throw new Refusal("Cannot convert value to JSON: '" + text + "'");
  }

  static String written(JsonNode node) {
    return escaped(sorted(node).toString());
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      Map<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode object = MAPPER.createObjectNode();
      fields.forEach(object::set);
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = MAPPER.createArrayNode();
      node.forEach(item -> array.add(sorted(item)));
      return array;
    }
    return node;
  }

  /** A canonical value. */
  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new Refusal("this is no JSON: " + json);
    }
  }

  /** What is done with a value that a path leads to, the parser standing on it. */
  private interface Found<T> {
    @Nullable T at(JsonParser parser) throws IOException;
  }

  private static <T> @Nullable T find(String text, String path, Found<T> found) {
    JsonPaths steps = JsonPaths.of(path);
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      return steps.walk(parser) ? found.at(parser) : null;
    } catch (IOException e) {
      return null;
    }
  }

  static @Nullable String extract(String text, String path) {
    return find(text, path, Json::copied);
  }

  private static @Nullable String copied(JsonParser parser) throws IOException {
    if (parser.currentToken() == null) {
      return null;
    }
    StringWriter copy = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(copy)) {
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        if (token == null) {
          return null;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
          generator.writeNumber(parser.getDoubleValue());
        } else {
          generator.copyCurrentEvent(parser);
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > 0) {
          parser.nextToken();
        }
      } while (depth > 0);
    }
    return escaped(copy.toString());
  }

  static @Nullable String extractScalar(String text, String path) {
    return find(
        text,
        path,
        parser -> {
          JsonToken token = parser.currentToken();
          return token == null || !token.isScalarValue() || token == JsonToken.VALUE_NULL
              ? null
              : parser.getText();
        });
  }

  static @Nullable Long arrayLength(String text) {
    return find(
        text, "$", parser -> parser.currentToken() == JsonToken.START_ARRAY ? items(parser) : null);
  }

  static @Nullable Long size(String text, String path) {
    return find(
        text,
        path,
        parser -> {
          JsonToken token = parser.currentToken();
          return token != null && token.isStructStart() ? items(parser) : Long.valueOf(0);
        });
  }

  private static Long items(JsonParser parser) throws IOException {
    long count = 0;
    for (JsonToken token = parser.nextToken();
        token != null && !token.isStructEnd();
        token = parser.nextToken()) {
      if (token != JsonToken.FIELD_NAME) {
        count++;
        parser.skipChildren();
      }
    }
    return count;
  }

  /** An item as Trino gives it: a text without its quotes. */
  static @Nullable String arrayGet(String text, long index) {
    return find(
        text,
        "$",
        parser -> {
          if (parser.currentToken() != JsonToken.START_ARRAY) {
            return null;
          }
          List<@Nullable String> items = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY
              && (index < 0 || items.size() <= index)) {
            JsonToken token = parser.currentToken();
            items.add(
                switch (token) {
                  case START_OBJECT, START_ARRAY -> escaped(DOUBLES.readTree(parser).toString());
                  case VALUE_NULL -> null;
                  default -> parser.getText();
                });
          }
          long place = index < 0 ? items.size() + index : index;
          return place < 0 || place >= items.size() ? null : items.get((int) place);
        });
  }

  static String string(String text) {
    return escaped(new TextNode(text).toString());
  }

  /** Trino writes what is beyond the first 65,536 characters as two escapes. */
  private static String escaped(String json) {
    if (json.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return json;
    }
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (Character.isSurrogate(c)) {
        escaped.append("\\u%04X".formatted((int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : string(Double.toString(value));
  }
}
