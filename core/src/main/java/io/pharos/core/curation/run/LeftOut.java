package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;

/**
 * The rows of a run that cannot be looked up: they are in its table, but are not served.
 *
 * @param why the first of them cannot be looked up
 */
record LeftOut(long rows, String why) {
  static final LeftOut NONE = new LeftOut(0, "");

  /** The left-out rows of a run that is being published. */
  static LeftOut of(Run run) {
    return new LeftOut(run.unserved(), run.message());
  }

  LeftOut and(String another) {
    return new LeftOut(rows + 1, rows == 0 ? another : why);
  }

  /** A sentence for people; empty if there are none. */
  String message() {
    return switch ((int) Math.min(rows, 2)) {
      case 0 -> "";
      case 1 -> "1 row is not served: " + why;
      default -> rows + " rows are not served, the first because " + why;
    };
  }
}
