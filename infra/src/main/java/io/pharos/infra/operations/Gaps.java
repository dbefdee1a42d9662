package io.pharos.infra.operations;

import io.pharos.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The longest pause of a schedule. */
final class Gaps {
  /** The longest time that alarms look back. */
  static final Duration MOST = Duration.ofDays(7);

  /**
   * The checked year: a schedule repeats within a year, and a fixed one gives the same result each
   * time.
   */
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private static final Instant TO = FROM.plus(Duration.ofDays(366));

  private Gaps() {}

  /** The longest time between two firings; empty if it is over {@link #MOST}. */
  static Optional<Duration> longest(Schedule schedule) {
    Duration longest = Duration.ZERO;
    Instant before = schedule.next(FROM);
    while (before.isBefore(TO) && longest.compareTo(MOST) <= 0) {
      Instant next = schedule.next(before);
      Duration gap = Duration.between(before, next);
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      before = next;
    }
    boolean often = !longest.isZero() && longest.compareTo(MOST) <= 0;
    return often ? Optional.of(longest) : Optional.empty();
  }
}
