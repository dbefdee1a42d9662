package io.pharos.conformance;

import java.util.List;

/** What an engine says to a statement. */
sealed interface Answer {
  /** Rows, each written with the kind of every value. */
  record Rows(List<String> names, List<String> types, List<String> rows) implements Answer {}

  /** A refusal in the words of Athena or of Pharos. */
  record Refused(String reason) implements Answer {}

  /** A failure in the words of the engine behind Pharos. */
  record Failed(String message) implements Answer {}
}
