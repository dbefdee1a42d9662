package io.pharos.core.notify;

import java.time.Instant;

/**
 * Something worth telling.
 *
 * @param subject at most 100 characters: the limit of an SNS subject; longer ones are cut
 */
public record Notice(Instant at, boolean failure, String subject, String message) {
  public static final int MAX_SUBJECT = 100;

  public Notice {
    if (subject.length() > MAX_SUBJECT) {
      subject = subject.substring(0, MAX_SUBJECT);
    }
  }
}
