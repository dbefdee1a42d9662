package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.value.Timestamps;
import io.pharos.core.value.UuidV7;
import io.pharos.core.value.Uuids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of one table in a single pass: checks each against the table's columns, fills in
 * what the sender may leave out, and writes it as one line. Immutable; {@link Event} holds the
 * event just read.
 */
final class EventReader {
  /** How far an event's time may be ahead of its arrival. */
  static final Duration MAX_AHEAD = Duration.ofHours(1);

  /** How far the clocks of a beacon and of its stream may differ. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final long MINUTE_MILLIS = 60_000;
  private static final byte[] RECEIVED_AT = prefix(TableDefinition.RECEIVED_AT);

  private final Map<String, Slot> slots = new HashMap<>();
  private final List<Slot> mandatory;
  private final boolean identified;
  private final boolean stamped;
  private final long maxAhead;

  /** A column with the rules of its values. */
  private record Slot(
      int index,
      Column column,
      byte[] prefix,
      List<ValueRule> rules,
      boolean generated,
      boolean id,
      boolean eventTime) {
    /** Whether an event without a value for it must be completed or refused. */
    boolean completed() {
      return generated || eventTime || column.required();
    }
  }

  /** The event just read; reused from event to event. */
  static final class Event {
    @Nullable String id;
    long minute;
    private long receivedAt;
    private final LongFunction<String> ids;
    private final long[] seen;
    private final long[] filled;
    private boolean first;

    Event(EventReader reader) {
      this(reader, UuidV7::at);
    }

    /**
     * @param ids makes missing ids from the arrival, in milliseconds since 1970
     */
    Event(EventReader reader, LongFunction<String> ids) {
      this.ids = ids;
      seen = new long[reader.slots.size() / 64 + 1];
      filled = new long[seen.length];
    }

    private void clear(long now) {
      id = null;
      minute = now / MINUTE_MILLIS;
      receivedAt = now;
      first = true;
      Arrays.fill(seen, 0);
      Arrays.fill(filled, 0);
    }

    private boolean firstSight(int index) {
      long bit = 1L << index;
      boolean unseen = (seen[index / 64] & bit) == 0;
      seen[index / 64] |= bit;
      return unseen;
    }

    private boolean lacks(int index) {
      return (filled[index / 64] & 1L << index) == 0;
    }
  }

  /** A reader of events from senders. */
  EventReader(TableDefinition table) {
    this(table, false, MAX_AHEAD);
  }

  /** A reader of events in a stream: each line has its own time of arrival. */
  static EventReader ofStream(TableDefinition table) {
    return new EventReader(table, true, MAX_AHEAD.plus(CLOCK_SKEW));
  }

  private EventReader(TableDefinition table, boolean stamped, Duration maxAhead) {
    this.stamped = stamped;
    this.maxAhead = maxAhead.toMillis();
    int index = 0;
    for (Column column : table.columns()) {
      boolean id = table.id().filter(column.name()::equals).isPresent();
      boolean generated = column.generated() || (id && !column.required());
      boolean eventTime = table.eventTime().filter(column.name()::equals).isPresent();
      slots.put(
          column.name(),
          new Slot(
              index++,
              column,
              prefix(column.name()),
              ValueRule.of(column),
              generated,
              id,
              eventTime));
    }
    identified = table.id().isPresent();
    mandatory =
        table.columns().stream()
            .map(column -> slots.get(column.name()))
            .filter(slot -> slot != null && slot.completed())
            .toList();
  }

  boolean identified() {
    return identified;
  }

  private static byte[] prefix(String name) {
    return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the event that begins with the parser's current token, up to its closing brace, and
   * writes its line.
   *
   * @param now arrival, in milliseconds since 1970
   * @return the fault of an invalid event, whose line is removed again; null for a valid one
   * @throws IOException if the text is not JSON
   */
  @Nullable Fault read(JsonParser parser, JsonLine line, Event event, long now) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      if (parser.currentToken().isScalarValue()) {
        parser.finishToken();
      }
      return new Fault("", "an event must be an object");
    }
    int start = line.length();
    int depth = parser.getParsingContext().getNestingDepth();
    Fault fault = columns(parser, line, event, now);
    if (fault == null) {
      finish(line, event.receivedAt);
      return null;
    }
    line.truncate(start);
    while (parser.getParsingContext().getNestingDepth() >= depth) {
      parser.nextToken();
    }
    return fault;
  }

  private @Nullable Fault columns(JsonParser parser, JsonLine line, Event event, long now)
      throws IOException {
    event.clear(now);
    line.raw('{');
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Slot slot = slots.get(name);
      if (slot == null && stamped && name.equals(TableDefinition.RECEIVED_AT)) {
        Fault fault = stamp(parser, event);
        if (fault != null) {
          return fault;
        }
        continue;
      }
      if (slot == null) {
        return new Fault(name, "is not a column of this table");
      }
      if (!event.firstSight(slot.index)) {
        return new Fault(name, "is given twice");
      }
      Fault fault = column(parser, slot, line, event, now);
      if (fault != null) {
        return fault;
      }
    }
    return complete(line, event, now);
  }

  private static @Nullable Fault stamp(JsonParser parser, Event event) throws IOException {
    if (parser.nextToken() == JsonToken.VALUE_NULL) {
      return null; // its arrival in the stream it is
    }
    event.receivedAt =
        parser.currentToken() == JsonToken.VALUE_STRING
            ? Timestamps.parse(parser.getText())
            : Timestamps.INVALID;
    return event.receivedAt == Timestamps.INVALID
        ? ValueCopy.notATimestamp(TableDefinition.RECEIVED_AT)
        : null;
  }

  private @Nullable Fault column(JsonParser parser, Slot slot, JsonLine line, Event event, long now)
      throws IOException {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_NULL) {
      return null; // says the same as leaving it out
    }
    if (token != JsonToken.VALUE_STRING) {
      return copy(parser, slot, line, event);
    }
    if (slot.column.uuid()) {
      return uuid(parser, slot, line, event);
    }
    if (slot.eventTime) {
      return eventTime(parser, slot, line, event, now);
    }
    if (slot.id) {
      event.id = parser.getText();
    }
    return copy(parser, slot, line, event);
  }

  private static @Nullable Fault copy(JsonParser parser, Slot slot, JsonLine line, Event event)
      throws IOException {
    prefix(slot, line, event);
    Fault fault = ValueCopy.copy(parser, slot.column.name(), slot.column.type(), line);
    if (fault != null) {
      return fault;
    }
    for (ValueRule rule : slot.rules) {
      String broken = rule.broken(parser);
      if (broken != null) {
        return new Fault(slot.column.name(), broken);
      }
    }
    return null;
  }

  private static @Nullable Fault uuid(JsonParser parser, Slot slot, JsonLine line, Event event)
      throws IOException {
    String uuid = Uuids.normalize(parser.getText());
    if (uuid == null) {
      return new Fault(
          slot.column.name(), "is not a UUID such as 0190a6f2-7c3e-7d4b-8a5f-0123456789ab");
    }
    write(slot, uuid, line, event);
    return null;
  }

  private static void write(Slot slot, String uuid, JsonLine line, Event event) {
    if (slot.id) {
      event.id = uuid;
    }
    prefix(slot, line, event);
    line.raw('"');
    line.ascii(uuid);
    line.raw('"');
  }

  private @Nullable Fault eventTime(
      JsonParser parser, Slot slot, JsonLine line, Event event, long now) throws IOException {
    long millis = Timestamps.parse(parser.getText());
    if (millis == Timestamps.INVALID) {
      return ValueCopy.notATimestamp(slot.column.name());
    }
    if (millis - now > maxAhead) {
      return new Fault(
          slot.column.name(),
          "is more than an hour ahead of the server's clock; check the sender's");
    }
    write(slot, millis, line, event);
    return null;
  }

  private static void write(Slot slot, long eventTime, JsonLine line, Event event) {
    event.minute = Math.floorDiv(eventTime, MINUTE_MILLIS);
    prefix(slot, line, event);
    line.timestamp(eventTime);
  }

  private static void prefix(Slot slot, JsonLine line, Event event) {
    if (!event.first) {
      line.raw(',');
    }
    event.first = false;
    event.filled[slot.index / 64] |= 1L << slot.index;
    line.raw(slot.prefix);
  }

  /** Fills in missing values, or refuses the event if a required one is missing. */
  private @Nullable Fault complete(JsonLine line, Event event, long now) {
    for (Slot slot : mandatory) {
      if (event.lacks(slot.index)) {
        if (slot.generated) {
          write(slot, event.ids.apply(now), line, event);
        } else if (slot.column.required()) {
          return new Fault(slot.column.name(), "is required and missing");
        } else {
          write(slot, event.receivedAt, line, event);
        }
      }
    }
    if (!event.first) {
      line.raw(',');
    }
    return null;
  }

  private static void finish(JsonLine line, long receivedAt) {
    line.raw(RECEIVED_AT);
    line.timestamp(receivedAt);
    line.raw('}');
    line.raw('\n');
  }
}
