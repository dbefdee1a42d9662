package io.pharos.core.stream;

/** What became of a stream record. */
public sealed interface AppendResult {

  /** It is durable. */
  record Stored() implements AppendResult {}

  /**
   * It is not in the stream and may be sent again.
   *
   * @param message for the sender; says nothing of the inside
   */
  record Refused(Cause cause, String message) implements AppendResult {}

  /** Why a stream takes nothing. */
  enum Cause {
    THROTTLED,
    STREAM_ERROR
  }

  AppendResult STORED = new Stored();
}
