package io.pharos.core.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.hash.Sha256;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.StreamEntry;
import io.pharos.core.value.UuidV7;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Vets the events in a table's stream one by one: lines of beacons, and lines that other programs
 * wrote. A beacon's lines pass as they are. Other events are completed as a beacon would do it,
 * with ids derived from their place, so that an entry gives the same events each time it is read.
 * Safe for many threads.
 */
public final class StreamVetting {
  private final EventReader events;

  public StreamVetting(TableDefinition table) {
    this.events = EventReader.ofStream(table);
  }

  /**
   * The contents of an entry.
   *
   * @param lines the valid events, each ending in a newline
   * @param minutes the minute of event time of each of them, since 1970-01-01 UTC
   */
  public record Vetted(byte[] lines, List<Long> minutes, List<RefusedEvent> refused) {
    public Vetted {
      minutes = List.copyOf(minutes);
      refused = List.copyOf(refused);
    }
  }

  /** Vets the events of an entry. */
  public Vetted vet(StreamEntry entry) {
    return new Reading(events, entry).vetted();
  }

  /** Ids in sequence, the same for the same place. */
  private static final class PlaceIds implements LongFunction<String> {
    private final String place;
    private int given;

    PlaceIds(String place) {
      this.place = place;
    }

    @Override
    public String apply(long millis) {
      ByteBuffer bits = ByteBuffer.wrap(Sha256.of(place + '/' + given++));
      return UuidV7.of(millis, bits.getLong(), bits.getLong());
    }
  }

  private static final class Reading {
    private final EventReader events;
    private final byte[] data;
    private final long arrival;
    private final PlaceIds ids;
    private final EventReader.Event event;
    private final JsonLine lines;
    private final List<Long> minutes = new ArrayList<>();
    private final List<RefusedEvent> refused = new ArrayList<>();

    Reading(EventReader events, StreamEntry entry) {
      this.events = events;
      this.data = entry.data();
      this.arrival = entry.arrival().toEpochMilli();
      this.ids = new PlaceIds(entry.place());
      this.event = new EventReader.Event(events, ids);
      this.lines = new JsonLine(data.length + 128);
    }

    Vetted vetted() {
      int from = 0;
      while (from < data.length) {
        int end = from;
        while (end < data.length && data[end] != '\n') {
          end++;
        }
        line(Arrays.copyOfRange(data, from, end));
        from = end + 1;
      }
      return new Vetted(lines.copy(0, lines.length()), minutes, refused);
    }

    /**
     * One event, by the contract; several events without a newline between them are accepted too.
     */
    private void line(byte[] sent) {
      byte[] text = JsonText.withoutMark(sent);
      int whole = 0;
      int written = lines.length();
      try (JsonParser parser = JsonText.parser(text, 0, text.length)) {
        while (parser.nextToken() != null) {
          int start = (int) parser.currentTokenLocation().getByteOffset();
          Fault fault = events.read(parser, lines, event, arrival);
          whole = (int) parser.currentLocation().getByteOffset();
          end(fault, written, Arrays.copyOfRange(text, start, whole));
          written = lines.length();
        }
      } catch (JsonProcessingException e) {
        lines.truncate(written);
        refuse(JsonText.notJson(e), Arrays.copyOfRange(text, whole, text.length));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void end(@Nullable Fault fault, int written, byte[] original) {
      if (fault == null
          && Math.max(original.length, lines.length() - written) > EventLimits.MAX_EVENT_BYTES) {
        lines.truncate(written);
        refuse(EventLimits.TOO_BIG, original);
      } else if (fault == null) {
        minutes.add(event.minute);
      } else {
        refuse(fault, original);
      }
    }

    private void refuse(Fault fault, byte[] original) {
      refused.add(fault.refused(ids.apply(arrival), arrival, original));
    }
  }
}
