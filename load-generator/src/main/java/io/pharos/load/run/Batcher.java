package io.pharos.load.run;

import io.pharos.load.send.Batch;
import io.pharos.load.send.Sender;
import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Collects events into batches, sent when they are full or old. Not thread-safe. */
final class Batcher {
  /** How long an event waits for others at most. */
  static final long MAX_AGE_NANOS = 200_000_000;

  private final Sender sender;
  private final int size;
  private final Map<EventTable, Waiting> waiting = new EnumMap<>(EventTable.class);

  /** Events of a table, with the time since when the oldest waits. */
  private static final class Waiting {
    private final List<Event> events = new ArrayList<>();
    private long since;

    private boolean isOld(long now) {
      return !events.isEmpty() && now - since >= MAX_AGE_NANOS;
    }
  }

  Batcher(Sender sender, int size) {
    this.sender = sender;
    this.size = size;
    for (EventTable table : EventTable.values()) {
      waiting.put(table, new Waiting());
    }
  }

  void add(Event event, long now) throws InterruptedException {
    Waiting batch = Objects.requireNonNull(waiting.get(event.table()));
    if (batch.events.isEmpty()) {
      batch.since = now;
    }
    batch.events.add(event);
    if (batch.events.size() >= size) {
      send(event.table(), batch);
    }
  }

  void flushOld(long now) throws InterruptedException {
    for (Map.Entry<EventTable, Waiting> entry : waiting.entrySet()) {
      if (entry.getValue().isOld(now)) {
        send(entry.getKey(), entry.getValue());
      }
    }
  }

  void flush() throws InterruptedException {
    for (Map.Entry<EventTable, Waiting> entry : waiting.entrySet()) {
      if (!entry.getValue().events.isEmpty()) {
        send(entry.getKey(), entry.getValue());
      }
    }
  }

  private void send(EventTable table, Waiting batch) throws InterruptedException {
    sender.send(new Batch(table, batch.events));
    batch.events.clear();
  }
}
