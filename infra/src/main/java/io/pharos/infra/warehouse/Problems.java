package io.pharos.infra.warehouse;

import java.util.ArrayList;
import java.util.List;

/** The problems of options, all at once, one per line. */
final class Problems {
  private final List<String> lines = new ArrayList<>();

  /** Records {@code problem} unless {@code right}. */
  Problems require(boolean right, String problem) {
    if (!right) {
      lines.add(problem);
    }
    return this;
  }

  /**
   * Throws if there is a problem.
   *
   * @throws IllegalArgumentException with all problems
   */
  void throwIfAny() {
    if (!lines.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", lines));
    }
  }
}
