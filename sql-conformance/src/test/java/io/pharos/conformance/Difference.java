package io.pharos.conformance;

import java.util.List;
import java.util.Optional;

/** How Pharos' answer differs from Trino's, in the order of harm. */
enum Difference {
  /** Other rows, without a word. */
  VALUE,
  /** Rows where Trino refuses. */
  ANSWERED,
  /** A failure in the engine's own words where Trino has rows. */
  ENGINE,
  /** A refusal where Trino has rows: allowed, and listed so that it is not refused by accident. */
  REFUSED,
  /** The rows are right, the names of the columns are not. */
  NAMES,
  /** The rows are right, the types of the columns are not. */
  TYPES;

  static Optional<Difference> of(SharedStatement statement, Answer pharos) {
    return switch (statement.trino()) {
      case Answer.Rows trino -> ofRows(statement, trino, pharos);
      default -> pharos instanceof Answer.Rows ? Optional.of(ANSWERED) : Optional.empty();
    };
  }

  private static Optional<Difference> ofRows(
      SharedStatement statement, Answer.Rows trino, Answer pharos) {
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

  private static List<String> inOrder(SharedStatement statement, List<String> rows) {
    return statement.ordered() ? rows : rows.stream().sorted().toList();
  }
}
