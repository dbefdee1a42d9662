package io.pharos.load.send;

import io.pharos.load.users.EventTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** What was sent and what became of it, while it goes on. Thread-safe. */
public final class Counts {
  private final Map<EventTable, Tally> tallies = new EnumMap<>(EventTable.class);
  private final LongAdder requests = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final Latencies latencies = new Latencies();
  private final AtomicReference<Optional<String>> firstFailure =
      new AtomicReference<>(Optional.empty());

  /** The events of one table. */
  private record Tally(LongAdder sent, LongAdder accepted, LongAdder failed) {}

  /** The events of one table at a moment; what is neither accepted nor failed has no answer yet. */
  public record Snapshot(long sent, long accepted, long failed) {
    public long unanswered() {
      return sent - accepted - failed;
    }
  }

  public Counts() {
    for (EventTable table : EventTable.values()) {
      tallies.put(table, new Tally(new LongAdder(), new LongAdder(), new LongAdder()));
    }
  }

  void sent(Batch batch) {
    tally(batch.table()).sent().add(batch.events().size());
  }

  void accepted(EventTable table, int events) {
    tally(table).accepted().add(events);
  }

  void failed(EventTable table, int events, String why) {
    tally(table).failed().add(events);
    firstFailure.compareAndSet(Optional.empty(), Optional.of(why));
  }

  void request() {
    requests.increment();
  }

  void retry() {
    retries.increment();
  }

  public Snapshot of(EventTable table) {
    Tally tally = tally(table);
    long answered = tally.accepted().sum(); // read before what was sent, which it cannot exceed
    long failed = tally.failed().sum();
    return new Snapshot(tally.sent().sum(), answered, failed);
  }

  /** Requests made, each time one was sent again too. */
  public long requests() {
    return requests.sum();
  }

  public long retries() {
    return retries.sum();
  }

  public Latencies latencies() {
    return latencies;
  }

  /** Why the first event that failed did. */
  public Optional<String> firstFailure() {
    return Objects.requireNonNull(firstFailure.get());
  }

  private Tally tally(EventTable table) {
    return Objects.requireNonNull(tallies.get(table));
  }
}
