package io.pharos.core.notify;

import java.time.Instant;

/**
 * A message to the people who run the warehouse.
 *
 * @param subject at most 99 characters, since SNS wants fewer than 100; longer ones are cut
 */
public record Notice(Instant at, boolean failure, String subject, String message) {
  public static final int MAX_SUBJECT = 99;

  public Notice {
    if (subject.length() > MAX_SUBJECT) {
      subject = subject.substring(0, MAX_SUBJECT);
    }
  }
}
