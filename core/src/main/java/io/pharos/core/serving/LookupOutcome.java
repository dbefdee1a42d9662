package io.pharos.core.serving;

/** What became of a look-up. */
public sealed interface LookupOutcome {
  /**
   * Rows were looked for, and there may be none.
   *
   * @param json {@code {"count", "next", "<sort>s": [..]}}
   */
  record Found(String json) implements LookupOutcome {}

  record BadRequest(String message) implements LookupOutcome {}

  /** Nothing is served under this name. */
  record NotFound(String message) implements LookupOutcome {}
}
