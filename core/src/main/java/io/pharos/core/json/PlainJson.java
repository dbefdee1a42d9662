package io.pharos.core.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/**
 * JSON with exact numbers. A decimal has all its digits, trailing zeros included, and no exponent.
 * A double is the shortest text that stands for it, with an exponent only beyond {@code 1e16} or
 * nearer to 0 than {@code 1e-16}. Reading returns the values that were written.
 */
public final class PlainJson {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double LARGEST = 1e16;
  private static final double SMALLEST = 1e-16;

  private PlainJson() {}

  /** The text of a node. */
  public static String text(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(node, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator json) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          json.writeFieldName(field.getKey());
          write(field.getValue(), json);
        }
        json.writeEndObject();
      }
      case ARRAY -> {
        json.writeStartArray();
        for (JsonNode item : node) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case NUMBER -> json.writeNumber(number(node));
      case STRING -> json.writeString(node.textValue());
      case BOOLEAN -> json.writeBoolean(node.booleanValue());
      default -> json.writeNull();
    }
  }

  private static String number(JsonNode number) {
    return switch (number.numberType()) {
      case BIG_DECIMAL -> number.decimalValue().toPlainString();
      case DOUBLE, FLOAT -> number(number.doubleValue());
      case INT, LONG, BIG_INTEGER -> number.asText();
    };
  }

  private static String number(double value) {
    String shortest = Double.toString(value);
    double size = Math.abs(value);
    if (shortest.indexOf('E') < 0 || size >= LARGEST || size < SMALLEST) {
      return shortest;
    }
    BigDecimal digits = new BigDecimal(shortest).stripTrailingZeros();
    return digits.setScale(Math.max(digits.scale(), 1)).toPlainString(); // a double has a point
  }

  /**
   * Reads one JSON value.
   *
   * @throws IOException if the text is not JSON
   */
  public static JsonNode read(String text) throws IOException {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      return read(json);
    }
  }

  private static JsonNode read(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> array(json);
      case VALUE_STRING -> NODES.textNode(json.getText());
      case VALUE_NUMBER_INT -> whole(json.getBigIntegerValue());
      case VALUE_NUMBER_FLOAT -> fraction(json.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private static ObjectNode object(JsonParser json) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      object.set(name, read(json));
    }
    return object;
  }

  private static ArrayNode array(JsonParser json) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(json));
    }
    return array;
  }

  private static JsonNode whole(BigInteger number) {
    return number.bitLength() < Long.SIZE
        ? NODES.numberNode(number.longValue())
        : NODES.numberNode(number);
  }

  /** Reads a double if a decimal would be written in another way, or would lose its sign. */
  private static JsonNode fraction(String text) {
    double value = Double.parseDouble(text);
    boolean asDouble = text.indexOf('E') >= 0 || value == 0;
    return asDouble && Double.toString(value).equals(text)
        ? NODES.numberNode(value)
        : NODES.numberNode(new BigDecimal(text));
  }
}
