package io.pharos.local;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the requests of senders that were refused as a whole since the start; they are not kept.
 * Safe for many threads.
 */
public final class RefusedRequests {
  private final Map<Reason, LongAdder> counts = new EnumMap<>(Reason.class);

  /** The reason of a refusal. */
  public enum Reason {
    /** The write key is missing or wrong. */
    NO_KEY,
    /** The page's origin is not allowed. */
    ORIGIN,
    /** There is no such table. */
    NO_TABLE,
    /** The body is over a limit. */
    TOO_LARGE,
    /** There was no memory for the body at that moment. */
    NO_ROOM;

    /** Its name in status and metrics. */
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

  /** The number of refused requests. */
  public long count(Reason reason) {
    return of(reason).sum();
  }

  private LongAdder of(Reason reason) {
    return Objects.requireNonNull(counts.get(reason));
  }
}
