package io.pharos.infra.warehouse;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with options: all of it at once, a line each. */
final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Notes {@code problem} where {@code right} is not. */
  Problems require(boolean right, String problem) {
    if (!right) {
      lines.add(problem);
    }
    return this;
  }

  /**
   * Ends here where there is one.
   *
   * @throws IllegalArgumentException with all of them
   */
  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", lines));
    }
  }
}
