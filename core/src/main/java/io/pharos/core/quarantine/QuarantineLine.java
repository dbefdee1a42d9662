package io.pharos.core.quarantine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A refused event as a line of JSON, as quarantine files keep it in both places. The original is
 * text if people can read it, otherwise base64, so that no byte is lost.
 */
public final class QuarantineLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  /** Bytes of a line beside the original, roughly. */
  private static final int ABOUT_IT = 300;

  private static final int CHUNK = 1024;
  private static final int ESCAPE_BYTES = 5;

  private QuarantineLine() {}

  /** The line, its newline included. */
  public static byte[] write(RefusedEvent event) {
    ByteArrayOutputStream line = new ByteArrayOutputStream(event.original().length + ABOUT_IT);
    try {
      write(event, line);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return line.toByteArray();
  }

  /** Writes the line with its newline, piece by piece, because a refused body may be large. */
  public static void write(RefusedEvent event, OutputStream out) throws IOException {
    byte[] original = event.original();
    try (JsonGenerator line = JSON.createGenerator(out)) {
      line.writeStartObject();
      line.writeStringField("id", event.id());
      line.writeStringField("refused_at", event.refusedAt().toString());
      line.writeStringField("reason", event.reason());
      line.writeStringField("message", event.message());
      if (isText(original)) {
        line.writeFieldName("event");
        line.writeUTF8String(original, 0, original.length);
      } else {
        line.writeBinaryField("event_base64", original);
      }
      line.writeEndObject();
      line.writeRaw('\n');
    }
  }

  /** Whether people can read it: UTF-8 that is not mostly escapes in a JSON string. */
  private static boolean isText(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(CHUNK);
    long escapes = 0;
    CoderResult result;
    do {
      result = decoder.decode(in, out, true);
      escapes += out.flip().chars().filter(QuarantineLine::isEscaped).count();
      out.clear();
    } while (result.isOverflow());
    return !result.isError() && escapes * ESCAPE_BYTES <= bytes.length;
  }

  /** Whether a character takes {@link #ESCAPE_BYTES} in addition to its own byte. */
  private static boolean isEscaped(int character) {
    return character < ' ' && "\t\n\r\f\b".indexOf(character) < 0;
  }

  /** The event of a line; empty if the line is incomplete, as at the torn end of a file. */
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
