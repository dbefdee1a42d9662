package io.pharos.core.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** When something is due, in EventBridge's syntax: {@code cron(..)} or {@code rate(..)}. */
public interface Schedule {
  /** The next time after {@code instant} when it is due; {@link Instant#MAX} if never again. */
  Instant next(Instant instant);

  /** The text it was read from. */
  String text();

  /** The zone of the text's times of day. */
  default ZoneId zone() {
    return ZoneOffset.UTC;
  }
}
