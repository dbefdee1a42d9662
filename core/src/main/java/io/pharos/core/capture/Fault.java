package io.pharos.core.capture;

import io.pharos.core.quarantine.RefusedEvent;
import java.time.Instant;

/**
 * Why an event is invalid.
 *
 * @param column the column at fault, with the path inside it where it is nested; empty for the
 *     event as a whole
 */
record Fault(String column, String problem) {
  /** The event as quarantine keeps it. */
  RefusedEvent refused(String id, long now, byte[] original) {
    return new RefusedEvent(
        id,
        Instant.ofEpochMilli(now),
        EventResult.ErrorCode.INVALID_EVENT.text(),
        message(),
        original);
  }

  String message() {
    return column.isEmpty() ? problem : "'" + shown() + "' " + problem;
  }

  /** A key from the sender, without control characters and of limited length. */
  private String shown() {
    String text = column.length() > 100 ? column.substring(0, 100) + ".." : column;
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
    }
    return shown.toString();
  }
}
