package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableDefinition;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * An event told by a query string, written as the JSON that a body would hold: text becomes what
 * the column's type asks for where it can, and stays text, for the reader to refuse, where it
 * cannot.
 */
final class PixelEvent {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PixelEvent() {}

  static byte[] json(TableDefinition table, Map<String, List<String>> query, long now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = MAPPER.getFactory().createGenerator(bytes)) {
      json.writeStartObject();
      for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
        for (String value : parameter.getValue()) {
          json.writeFieldName(parameter.getKey());
          value(json, table, parameter.getKey(), value);
        }
      }
      String eventTime = table.eventTime().orElse("");
      if (!eventTime.isEmpty() && !query.containsKey(eventTime)) {
        json.writeStringField(eventTime, Timestamps.format(now));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  private static void value(JsonGenerator json, TableDefinition table, String name, String value)
      throws IOException {
    ColumnType type = table.column(name).map(Column::type).orElse(ColumnType.Scalar.STRING);
    switch (type) {
      case ColumnType.Scalar scalar -> scalar(json, scalar, value);
      case ColumnType.Decimal decimal -> number(json, value);
      default -> nested(json, value);
    }
  }

  private static void scalar(JsonGenerator json, ColumnType.Scalar type, String value)
      throws IOException {
    switch (type) {
      case STRING, DATE, TIMESTAMP -> json.writeString(value);
      case BOOLEAN -> {
        if (value.equals("true") || value.equals("false")) {
          json.writeBoolean(value.equals("true"));
        } else {
          json.writeString(value);
        }
      }
      default -> number(json, value);
    }
  }

  private static void number(JsonGenerator json, String value) throws IOException {
    try {
      if (value.length() <= 100) {
        json.writeNumber(new BigDecimal(value).toString());
        return;
      }
    } catch (NumberFormatException notANumber) {
      // written as it came, for the reader to say what is wrong
    }
    json.writeString(value);
  }

  private static void nested(JsonGenerator json, String value) throws IOException {
    JsonNode node;
    try {
      node = MAPPER.readTree(value);
    } catch (IOException notJson) {
      json.writeString(value);
      return;
    }
    MAPPER.writeTree(json, node);
  }
}
