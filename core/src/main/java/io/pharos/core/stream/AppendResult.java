package io.pharos.core.stream;

/** The result of appending a stream record. */
public sealed interface AppendResult {

  /** It is durable. */
  record Stored() implements AppendResult {}

  /**
   * It is not in the stream and may be sent again.
   *
   * @param message for the sender; without internal details
   */
  record Refused(Cause cause, String message) implements AppendResult {}

  /** Why a stream accepts nothing. */
  enum Cause {
    THROTTLED,
    STREAM_ERROR
  }

  AppendResult STORED = new Stored();
}
