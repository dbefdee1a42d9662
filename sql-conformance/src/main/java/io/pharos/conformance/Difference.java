package io.pharos.conformance;

import java.util.List;
import java.util.Optional;

/** How Pharos' answer differs from Trino's, in the order of harm. */
enum Difference {
  /** Other rows, without a word. */
  VALUE("another value"),
  /** Rows where Trino refuses. */
  ANSWERED("answers where Trino refuses"),
  /** A failure in the engine's own words. */
  ENGINE("the engine's own words"),
  /** A refusal where Trino has rows: allowed, and listed so that it is not refused by accident. */
  REFUSED("refused here"),
  /** The rows are right, the names of the columns are not. */
  NAMES("other names of columns"),
  /** The rows are right, the types of the columns are not. */
  TYPES("other types of columns");

  private final String meaning;

  Difference(String meaning) {
    this.meaning = meaning;
  }

  String meaning() {
    return meaning;
  }

  /** Whether the promise is kept: Athena's values or a message. */
  boolean isAllowed() {
    return this == REFUSED;
  }

  static Optional<Difference> of(Answered statement, Answer pharos) {
    return switch (statement.trino()) {
      case Answer.Rows trino -> ofRows(statement, trino, pharos);
      default ->
          switch (pharos) {
            case Answer.Rows _ -> Optional.of(ANSWERED);
            case Answer.Failed _ -> Optional.of(ENGINE);
            case Answer.Refused _ -> Optional.empty();
          };
    };
  }

  private static Optional<Difference> ofRows(Answered statement, Answer.Rows trino, Answer pharos) {
    return switch (pharos) {
      case Answer.Refused _ -> Optional.of(REFUSED);
      case Answer.Failed _ -> Optional.of(ENGINE);
      case Answer.Rows rows -> {
        if (!inOrder(statement, trino.rows()).equals(inOrder(statement, rows.rows()))) {
          yield Optional.of(VALUE);
        }
        if (!trino.names().equals(rows.names())) {
          yield Optional.of(NAMES);
        }
        yield trino.types().equals(rows.types()) ? Optional.empty() : Optional.of(TYPES);
      }
    };
  }

  private static List<String> inOrder(Answered statement, List<String> rows) {
    return statement.ordered() ? rows : rows.stream().sorted().toList();
  }
}
