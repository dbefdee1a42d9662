package io.pharos.core.capture;

import java.util.concurrent.atomic.LongAdder;

/** How many events of a table were taken and refused since the process started. */
public final class CaptureCounts {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder invalid = new LongAdder();
  private final LongAdder unavailable = new LongAdder();
  private final LongAdder throttled = new LongAdder();

  public long accepted() {
    return accepted.sum();
  }

  /** Events in quarantine; a body that could not be read counts once. */
  public long invalid() {
    return invalid.sum();
  }

  /** Events that the stream did not accept, throttled ones included. */
  public long unavailable() {
    return unavailable.sum();
  }

  /** Events that the stream did not accept because it was at its limit. */
  public long throttled() {
    return throttled.sum();
  }

  void addInvalid(long refused) {
    invalid.add(refused);
  }

  void addUnavailable(long events, boolean atTheLimit) {
    unavailable.add(events);
    if (atTheLimit) {
      throttled.add(events);
    }
  }

  void add(EventResult result) {
    switch (result) {
      case EventResult.Accepted done -> accepted.increment();
      case EventResult.Failed failed -> {
        if (failed.code() == EventResult.ErrorCode.INVALID_EVENT) {
          addInvalid(1);
        } else {
          addUnavailable(1, failed.code() == EventResult.ErrorCode.THROTTLED);
        }
      }
    }
  }
}
