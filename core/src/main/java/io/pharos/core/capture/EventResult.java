package io.pharos.core.capture;

import org.jspecify.annotations.Nullable;

/** The result of one event of a request. */
public sealed interface EventResult {
  /**
   * It is durable in the stream.
   *
   * @param id null if the table declares no identity
   */
  record Accepted(@Nullable String id) implements EventResult {}

  /** It was not accepted; {@code message} says what to do. */
  record Failed(ErrorCode code, String message) implements EventResult {}

  /** Why an event was not accepted, by the name that senders see. */
  enum ErrorCode {
    /** The event does not fit its table; it is in quarantine. */
    INVALID_EVENT("InvalidEvent"),
    /** The stream accepts no more at present: send it again later. */
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
