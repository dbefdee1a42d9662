package io.pharos.core.serving;

/** The outcome of a look-up. */
public sealed interface LookupOutcome {
  /**
   * The answer, with or without rows.
   *
   * @param json {@code {"count", "next", "<sort>s": [..]}}
   */
  record Found(String json) implements LookupOutcome {}

  record BadRequest(String message) implements LookupOutcome {}

  /** Nothing is served under this name. */
  record NotFound(String message) implements LookupOutcome {}
}
