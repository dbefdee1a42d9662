package io.pharos.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Records as JSON: their components in order, in snake case. */
public final class WireJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private WireJson() {}

  /** What is answered, as it is sent. */
  public static String text(Object answer) {
    return tree(answer).toString();
  }

  /** A record, or a list or map of them, as JSON. */
  public static JsonNode tree(Object answer) {
    return MAPPER.valueToTree(answer);
  }

  static JsonNode read(byte[] json) throws IOException {
    return MAPPER.readTree(json);
  }

  static <T> T read(InputStream json, Class<T> type) throws IOException {
    return MAPPER.readValue(json, type);
  }

  static <T> List<T> readList(InputStream json, Class<T> type) throws IOException {
    return MAPPER.readerForListOf(type).readValue(json);
  }
}
