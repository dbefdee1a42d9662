package io.pharos.core.capture;

import java.util.List;

/** What became of a request to a beacon. */
public sealed interface CaptureOutcome {
  /** It was read; a result an event, in input order. */
  record Captured(List<EventResult> results) implements CaptureOutcome {}

  /** It could not be read: nothing of it was taken, all of it is in quarantine. */
  record BadRequest(String message) implements CaptureOutcome {}

  /** There is no streaming table of that name. */
  record UnknownTable(String message) implements CaptureOutcome {}

  /** The stream took nothing of it; it may be sent again, later where it is throttled. */
  record Unavailable(boolean throttled, String message) implements CaptureOutcome {}
}
