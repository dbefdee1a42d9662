package io.pharos.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a server or a function answered, without what differs from one answer to the next. */
record Answer(int status, Map<String, String> headers, String body) {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Of an answer that was read byte by byte.
   *
   * @param body a character a byte
   */
  static Answer of(int status, Map<String, String> all, String body) {
    Map<String, String> headers = new TreeMap<>();
    all.forEach((name, value) -> keep(name, value, headers));
    return new Answer(status, headers, body);
  }

  static Answer of(JsonNode response) {
    Map<String, String> headers = new TreeMap<>();
    response
        .path("headers")
        .properties()
        .forEach(header -> keep(header.getKey(), header.getValue().asText(), headers));
    String body = response.path("body").asText("");
    return new Answer(
        response.path("statusCode").asInt(),
        headers,
        text(
            response.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8)));
  }

  /** What the contract says of headers. */
  private static void keep(String name, String value, Map<String, String> headers) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "content-type", "cache-control", "retry-after" ->
          headers.put(name.toLowerCase(Locale.ROOT), value.replaceAll(";\\s*", ";"));
      default -> {}
    }
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.ISO_8859_1);
  }

  /** The same with the ids that were made up left out. */
  Answer withoutIds(Request request) {
    String sent = request.target() + new String(request.body(), StandardCharsets.UTF_8);
    return new Answer(
        status,
        headers,
        UUID.matcher(body).replaceAll(id -> sent.contains(id.group()) ? id.group() : "a-new-id"));
  }
}
