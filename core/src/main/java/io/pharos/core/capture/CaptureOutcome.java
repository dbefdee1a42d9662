package io.pharos.core.capture;

import java.util.List;

/** The outcome of a request to a beacon. */
public sealed interface CaptureOutcome {
  /** It was read; one result per event, in input order. */
  record Captured(List<EventResult> results) implements CaptureOutcome {}

  /** It could not be read: no event was accepted, and the whole body is in quarantine. */
  record BadRequest(String message) implements CaptureOutcome {}

  /** There is no streaming table of that name. */
  record UnknownTable(String message) implements CaptureOutcome {}

  /**
   * The stream accepted no event. The sender may repeat the request, after a pause if it is
   * throttled.
   */
  record Unavailable(boolean throttled, String message) implements CaptureOutcome {}
}
