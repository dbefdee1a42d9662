package io.pharos.core.window;

import java.time.Instant;

/** The span of event time {@code [start, end)} that one run computes; UTC. */
public record Window(Instant start, Instant end) {
  public Window {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a window ends after it starts: " + start + " to " + end);
    }
  }

  /** Whether the two share time. */
  public boolean overlaps(Window other) {
    return start.isBefore(other.end) && other.start.isBefore(end);
  }
}
