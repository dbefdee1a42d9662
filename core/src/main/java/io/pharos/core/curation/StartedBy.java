package io.pharos.core.curation;

import io.pharos.core.definition.TableName;
import java.util.Optional;

/** What started the runs of a curation; it decides which windows they compute. */
public sealed interface StartedBy {
  /**
   * A user who asked for windows.
   *
   * @param to the last window, inclusive; the first where empty
   */
  record Hand(String from, Optional<String> to) implements StartedBy {}

  /** Its time: its schedule fired or, without one, a window closed. */
  record Time() implements StartedBy {}

  /** A table that it reads has a new window. */
  record Input(TableName table, String window) implements StartedBy {}
}
