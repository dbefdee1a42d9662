package io.pharos.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.capture.RequestTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * An HTTP request, to be sent to a server or to a function.
 *
 * @param target path and query
 * @param body none where it is empty
 */
record Request(String method, String target, Map<String, String> headers, byte[] body) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Request get(String target) {
    return new Request("GET", target, Map.of(), new byte[0]);
  }

  static Request post(String target, String json) {
    return new Request(
        "POST",
        target,
        Map.of("content-type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** Of a table of requests: {@code {"method", "target", "headers", "body", "gzip"}}. */
  static Request of(JsonNode row) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    row.path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    JsonNode body = row.path("body");
    byte[] bytes =
        body.isTextual()
            ? body.asText().getBytes(StandardCharsets.UTF_8)
            : body.isMissingNode() ? new byte[0] : MAPPER.writeValueAsBytes(body);
    if (row.path("gzip").asBoolean()) {
      bytes = zipped(bytes);
      headers.put("content-encoding", "gzip");
    }
    return new Request(row.path("method").asText(), row.path("target").asText(), headers, bytes);
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }

  /**
   * To a function, as API Gateway passes it on (payload version 2.0): the path decoded, the query
   * as it was sent. What API Gateway itself cuts off or refuses is passed on here.
   */
  String event() {
    int mark = target.indexOf('?');
    String query = mark < 0 ? "" : target.substring(mark + 1);
    String path = decoded(mark < 0 ? target : target.substring(0, mark));
    ObjectNode event = MAPPER.createObjectNode().put("version", "2.0").put("routeKey", "$default");
    event.put("rawPath", path).put("rawQueryString", query);
    ObjectNode sent = event.putObject("headers").put("host", "api.example").put("accept", "*/*");
    headers.forEach(sent::put);
    ObjectNode context = event.putObject("requestContext");
    context.put("requestId", "JKJaXmPLvHcESHA=").put("stage", "$default");
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "203.0.113.7");
    if (body.length > 0) {
      event.put("body", Base64.getEncoder().encodeToString(body));
    }
    return event.put("isBase64Encoded", body.length > 0).toString();
  }

  private static String decoded(String path) {
    return URI.create(RequestTarget.encoded(path, StandardCharsets.UTF_8)).getPath();
  }
}
