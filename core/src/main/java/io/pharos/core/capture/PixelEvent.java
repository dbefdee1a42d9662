package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.value.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Writes the event of a query string as the JSON of a body. A text is coerced to the column's type.
 * If that is impossible it stays a text, which the reader refuses.
 */
final class PixelEvent {
  private static final JsonFactory JSON = new JsonFactory();

  private PixelEvent() {}

  /** Why a query cannot be written as JSON; empty if it can. */
  static Optional<Fault> fault(QueryString query) {
    return query.parameters().stream()
        .filter(parameter -> !parameter.text())
        .map(parameter ->
            new Fault(parameter.name(), "is not UTF-8; encode it with encodeURIComponent"))
        .findFirst();
  }

  static byte[] json(TableDefinition table, QueryString query, long now) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      for (QueryString.Parameter parameter : query.parameters()) {
        json.writeFieldName(parameter.name());
        value(json, table, parameter.name(), parameter.value());
      }
      String eventTime = table.eventTime().orElse("");
      if (!eventTime.isEmpty() && !query.has(eventTime)) {
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

  /** Writes a number digit by digit; anything else as a text, which the reader refuses. */
  private static void number(JsonGenerator json, String value) throws IOException {
    if (NumberCopy.read(value).isPresent()) {
      json.writeNumber(value);
    } else {
      json.writeString(value);
    }
  }

  private static void nested(JsonGenerator json, String value) throws IOException {
    Optional<String> copy = copy(value);
    if (copy.isPresent()) {
      json.writeRawValue(copy.get());
    } else {
      json.writeString(value);
    }
  }

  /** The JSON of a value on one line; empty if the text is not JSON, or more than one value. */
  private static Optional<String> copy(String value) {
    StringWriter copy = new StringWriter();
    try (JsonParser from = JSON.createParser(value);
        JsonGenerator to = JSON.createGenerator(copy)) {
      if (from.nextToken() == null) {
        return Optional.empty();
      }
      ExactCopy.value(from, to);
      to.flush();
      return from.nextToken() == null ? Optional.of(copy.toString()) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
