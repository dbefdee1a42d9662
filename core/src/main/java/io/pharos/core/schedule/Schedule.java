package io.pharos.core.schedule;

import java.time.Instant;

/** When something is due, in EventBridge's syntax: {@code cron(..)} or {@code rate(..)}. */
public interface Schedule {
  /**
   * The first time after {@code instant} at which it is due; {@link Instant#MAX} for never again.
   */
  Instant next(Instant instant);

  /** The text it was read from. */
  String text();
}
