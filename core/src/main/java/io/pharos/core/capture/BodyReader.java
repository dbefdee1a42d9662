package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.core.value.UuidV7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request: the events of one table, in one of the forms a beacon takes. A wrong
 * event or line is refused alone. A body that cannot be read is refused with all its events.
 */
final class BodyReader {
  private static final Fault NO_EVENT = new Fault("", "there is no event in it");
  private static final Fault MORE_THAN_ONE =
      new Fault("", "the line goes on after its event; send one event a line");

  private final String table;
  private final EventReader events;
  private final byte[] body;
  private final long now;
  private final JsonLine lines;
  private final VettedBatch batch;
  private final EventReader.Event event;

  /** The whole body cannot be read; the message is for the sender. */
  static final class UnreadableBody extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableBody(String message) {
      super(message, null, false, false);
    }
  }

  private BodyReader(String table, EventReader events, byte[] body, long now) {
    this.table = table;
    this.events = events;
    this.body = JsonText.withoutMark(body);
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
    switch (format) {
      case JSON -> reader.object();
      case NDJSON -> reader.lines();
    }
    if (reader.batch.size() == 0) {
      throw new UnreadableBody("the body holds no event; send 1 to " + EventLimits.MAX_EVENTS);
    }
    reader.batch.end();
    return reader.batch;
  }

  /** Reads a text that is one event, on one or several lines. */
  static VettedBatch one(EventReader events, byte[] event, long now) {
    BodyReader reader = new BodyReader("", events, event, now);
    reader.line(0, event.length);
    reader.batch.end();
    return reader.batch;
  }

  private void object() throws UnreadableBody {
    try (JsonParser parser = JsonText.parser(body, 0, body.length)) {
      object(parser);
    } catch (JsonProcessingException e) {
      throw new UnreadableBody("the body is not JSON: " + JsonText.problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
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

  private void next(JsonParser parser) throws IOException, UnreadableBody {
    requireRoom();
    int from = (int) parser.currentTokenLocation().getByteOffset();
    int written = lines.length();
    Fault fault = events.read(parser, lines, event, now);
    vetted(fault, written, from, (int) parser.currentLocation().getByteOffset());
  }

  /** One event a line; blank lines are skipped. */
  private void lines() throws UnreadableBody {
    int from = 0;
    while (from < body.length) {
      int end = from;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      int to = end > from && body[end - 1] == '\r' ? end - 1 : end;
      if (!blank(from, to)) {
        requireRoom();
        line(from, to);
      }
      from = end + 1;
    }
  }

  private boolean blank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private void line(int from, int to) {
    int written = lines.length();
    Fault fault;
    try (JsonParser parser = JsonText.parser(body, from, to)) {
      fault = parser.nextToken() == null ? NO_EVENT : events.read(parser, lines, event, now);
      if (fault == null && parser.nextToken() != null) {
        fault = MORE_THAN_ONE;
      }
    } catch (JsonProcessingException e) {
      fault = JsonText.notJson(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    vetted(fault, written, from, to);
  }

  private void requireRoom() throws UnreadableBody {
    if (batch.size() == EventLimits.MAX_EVENTS) {
      throw new UnreadableBody(
          "the body holds more than " + EventLimits.MAX_EVENTS + " events; send them in several");
    }
  }

  /** Accepts or refuses the event whose line begins at {@code written}. */
  private void vetted(@Nullable Fault found, int written, int from, int to) {
    Fault fault = found;
    if (fault == null
        && Math.max(to - from, lines.length() - written) > EventLimits.MAX_EVENT_BYTES) {
      fault = EventLimits.TOO_BIG;
    }
    if (fault == null) {
      batch.accept(event.id, event.minute);
    } else {
      lines.truncate(written);
      batch.refuse(fault.refused(UuidV7.at(now), now, Arrays.copyOfRange(body, from, to)));
    }
  }
}
