package io.pharos.core.capture;

import org.jspecify.annotations.Nullable;

/** What became of one event of a request. */
public sealed interface EventResult {
  /**
   * It is durable in the stream.
   *
   * @param id null where the table declares no identity
   */
  record Accepted(@Nullable String id) implements EventResult {}

  /** It was not taken; {@code message} says what to do. */
  record Failed(ErrorCode code, String message) implements EventResult {}

  /** Why an event was not taken, by the name that senders see. */
  enum ErrorCode {
    /** The event does not fit its table; it is in quarantine. */
    INVALID_EVENT("InvalidEvent"),
    /** The stream takes no more just now: send it again, later. */
    THROTTLED("Throttled"),
    /** The stream failed: send it again. */
    STREAM_ERROR("StreamError");

    private final String text;

    ErrorCode(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
