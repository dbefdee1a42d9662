package io.pharos.core.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A refused event as a line of JSON, as quarantine files keep it in both places. The original is
 * text where it is UTF-8, so that people can read it, and base64 where it is not, so that no byte
 * is lost.
 */
public final class QuarantineLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private QuarantineLine() {}

  /** The line, its newline included. */
  public static byte[] write(RefusedEvent event) {
    ObjectNode line = MAPPER.createObjectNode();
    line.put("id", event.id());
    line.put("refused_at", event.refusedAt().toString());
    line.put("reason", event.reason());
    line.put("message", event.message());
    try {
      line.put(
          "event",
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(event.original())).toString());
    } catch (CharacterCodingException notText) {
      line.put("event_base64", Base64.getEncoder().encodeToString(event.original()));
    }
    return (line + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** The event of a line; empty where the line is none, as at the torn end of a file. */
  public static Optional<RefusedEvent> read(String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      byte[] original =
          node.has("event_base64")
              ? Base64.getDecoder().decode(node.path("event_base64").asText())
              : node.path("event").asText().getBytes(StandardCharsets.UTF_8);
      return Optional.of(
          new RefusedEvent(
              node.path("id").asText(),
              Instant.parse(node.path("refused_at").asText()),
              node.path("reason").asText(),
              node.path("message").asText(),
              original));
    } catch (JsonProcessingException | RuntimeException torn) {
      return Optional.empty();
    }
  }
}
