package io.pharos.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.json.PlainJson;
import io.pharos.core.query.QueryResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as they come in from a warehouse. */
final class HttpQueryResult implements QueryResult {
  private final List<ResultColumn> columns = new ArrayList<>();
  private final BufferedReader lines;

  HttpQueryResult(String columnsHeader, InputStream body) {
    this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    try {
      for (JsonNode column : PlainJson.read(columnsHeader)) {
        columns.add(new ResultColumn(column.path("name").asText(), column.path("type").asText()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return columns;
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    try {
      String line = lines.readLine();
      if (line == null) {
        return null;
      }
      JsonNode row = PlainJson.read(line);
      List<@Nullable Object> values = new ArrayList<>();
      for (ResultColumn column : columns) {
        values.add(value(row.path(column.name())));
      }
      return values;
    } catch (IOException e) {
      throw OperationFailed.failed("the answer broke off: " + e.getMessage());
    }
  }

  private static @Nullable Object value(JsonNode json) {
    return switch (json.getNodeType()) {
      case NULL, MISSING -> null;
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(json);
      case ARRAY -> list(json);
      case OBJECT -> map(json);
      default -> json.asText();
    };
  }

  private static Object number(JsonNode json) {
    return switch (json.numberType()) {
      case INT, LONG -> json.longValue();
      case DOUBLE, FLOAT -> json.doubleValue();
      case BIG_INTEGER, BIG_DECIMAL -> json.decimalValue();
    };
  }

  private static List<@Nullable Object> list(JsonNode array) {
    List<@Nullable Object> values = new ArrayList<>();
    array.forEach(item -> values.add(value(item)));
    return values;
  }

  private static Map<String, @Nullable Object> map(JsonNode object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    object.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
    return values;
  }

  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
