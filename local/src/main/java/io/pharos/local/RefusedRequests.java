package io.pharos.local;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests of senders that were refused before there was an event, since the start. Nothing of them
 * is kept: they are counted here. Safe for many threads.
 */
public final class RefusedRequests {
  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

  /** Why. */
  public enum Reason {
    /** The write key is missing or wrong. */
    NO_KEY,
    /** The page's origin is not one that may send. */
    ORIGIN,
    /** There is no such table. */
    NO_TABLE,
    /** The body is over a limit. */
    TOO_LARGE,
    /** There was no memory for the body just then. */
    NO_ROOM;

    /** As status and metrics call it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  RefusedRequests() {
    for (Reason reason : Reason.values()) {
      counts.put(reason, new LongAdder());
    }
  }

  /** Counts a request. */
  public void add(Reason reason) {
    of(reason).increment();
  }

  /** How many there were. */
  public long count(Reason reason) {
    return of(reason).sum();
  }

  private LongAdder of(Reason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
