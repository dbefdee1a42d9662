package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.Arrays;

/** Reads the body of a request: the events of one table, in one of the forms a beacon takes. */
final class BodyReader {
  /** Deepest nesting of arrays and objects in a body. */
  private static final int MAX_DEPTH = 64;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION) // JSON is UTF-8: RFC 8259, 8.1
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // names come from strangers
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(EventLimits.MAX_UNZIPPED_BYTES)
                  .build())
          .build();

  private final String table;
  private final EventReader events;
  private final byte[] body;
  private final long now;
  private final JsonLine lines;
  private final VettedBatch batch;
  private final EventReader.Event event;

  /** The body as a whole cannot be read; the message is for the sender. */
  static final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableBody(String message) {
      super(message, null, false, false);
    }
  }

  private BodyReader(String table, EventReader events, byte[] body, long now) {
    this.table = table;
    this.events = events;
    this.body = body;
    this.now = now;
    this.lines = new JsonLine(body.length + body.length / 2 + 128);
    this.batch = new VettedBatch(lines);
    this.event = new EventReader.Event(events);
  }

  /**
   * Reads a body.
   *
   * @param now arrival, in milliseconds since 1970
   */
  static VettedBatch read(
      String table, EventReader events, BodyFormat format, byte[] body, long now)
      throws UnreadableBody {
    BodyReader reader = new BodyReader(table, events, body, now);
    try (JsonParser parser = parser(body)) {
      switch (format) {
        case JSON -> reader.object(parser);
        case NDJSON -> reader.lines(parser);
      }
    } catch (JsonProcessingException e) {
      throw new UnreadableBody("the body is not JSON: " + whatIsWrong(e));
    } catch (IOException e) {
      throw new UnreadableBody("the body is not JSON: " + e.getMessage());
    }
    if (reader.batch.size() == 0) {
      throw new UnreadableBody("the body holds no event; send 1 to " + EventLimits.MAX_EVENTS);
    }
    reader.batch.end();
    return reader.batch;
  }

  /** Reads UTF-8; a byte order mark before it is taken for blanks. */
  static JsonParser parser(byte[] text) throws IOException {
    int mark = BYTE_ORDER_MARK.length;
    if (text.length < mark || !Arrays.equals(text, 0, mark, BYTE_ORDER_MARK, 0, mark)) {
      return JSON.createParser(text);
    }
    byte[] blank = text.clone();
    Arrays.fill(blank, 0, mark, (byte) ' ');
    return JSON.createParser(blank);
  }

  static String whatIsWrong(JsonProcessingException e) {
    var at = e.getLocation();
    return e.getOriginalMessage()
        + (at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")");
  }

  /** {@code {"<table>": [ {..}, .. ]}}. */
  private void object(JsonParser parser) throws IOException, UnreadableBody {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new UnreadableBody("the body must be an object: " + shape());
    }
    if (parser.nextToken() != JsonToken.FIELD_NAME) {
      throw new UnreadableBody("the body has no key: " + shape());
    }
    if (!parser.currentName().equals(table)) {
      throw new UnreadableBody(
          new Fault(parser.currentName(), "is not the key of this address: " + shape()).message());
    }
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw new UnreadableBody("'" + table + "' must be an array of events: " + shape());
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      next(parser);
    }
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw new UnreadableBody("the body has more than one key: " + shape());
    }
    if (parser.nextToken() != null) {
      throw new UnreadableBody("the body goes on after its closing brace: " + shape());
    }
  }

  private String shape() {
    return "send {\"" + table + "\": [ {..}, .. ]}";
  }

  private void lines(JsonParser parser) throws IOException, UnreadableBody {
    while (parser.nextToken() != null) {
      next(parser);
    }
  }

  private void next(JsonParser parser) throws IOException, UnreadableBody {
    if (batch.size() == EventLimits.MAX_EVENTS) {
      throw new UnreadableBody(
          "the body holds more than " + EventLimits.MAX_EVENTS + " events; send them in several");
    }
    int start = (int) parser.currentTokenLocation().getByteOffset();
    int lineStart = lines.length();
    Fault fault = events.read(parser, lines, event, now);
    int end = (int) parser.currentLocation().getByteOffset();
    if (fault == null
        && Math.max(end - start, lines.length() - lineStart) > EventLimits.MAX_EVENT_BYTES) {
      lines.truncate(lineStart);
      fault = EventLimits.TOO_BIG;
    }
    if (fault == null) {
      batch.accept(event.id, event.minute);
    } else {
      batch.refuse(fault.refused(UuidV7.at(now), now, Arrays.copyOfRange(body, start, end)));
    }
  }
}
