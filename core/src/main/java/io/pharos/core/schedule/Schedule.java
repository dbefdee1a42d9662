package io.pharos.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** When something is due, in EventBridge's syntax: {@code cron(..)} or {@code rate(..)}. */
public interface Schedule {
  /**
   * The first time after {@code instant} at which it is due; {@link Instant#MAX} for never again.
   */
  Instant next(Instant instant);

  /** The text it was read from. */
  String text();

  /** The zone that the text's times of day are in. */
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }
}
