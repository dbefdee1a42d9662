package io.pharos.load.send;

import io.pharos.core.capture.EventLimits;
import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The events of one request, all of one table. */
public record Batch(EventTable table, List<Event> events) {
  private static final int BYTES_PER_EVENT = 192;

  public Batch {
    events = List.copyOf(events);
    if (events.isEmpty() || events.size() > EventLimits.MAX_EVENTS) {
      throw new IllegalArgumentException("a batch has 1 to " + EventLimits.MAX_EVENTS + " events");
    }
    for (Event event : events) {
      if (event.table() != table) {
        throw new IllegalArgumentException("a batch goes to one table");
      }
    }
  }

  /** {@code {"<table>": [..]}}, UTF-8. */
  byte[] body() {
    StringBuilder json = new StringBuilder(32 + events.size() * BYTES_PER_EVENT);
    json.append("{\"").append(table.text()).append("\":[");
    for (int i = 0; i < events.size(); i++) {
      if (i > 0) {
        json.append(',');
      }
      events.get(i).json(json);
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }
}
