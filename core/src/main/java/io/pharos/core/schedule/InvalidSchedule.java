package io.pharos.core.schedule;

/** A text that is no schedule; the message says what is wrong and what to write. */
public final class InvalidSchedule extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  InvalidSchedule(String message) {
    super(message);
  }
}
