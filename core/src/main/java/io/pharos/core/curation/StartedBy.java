package io.pharos.core.curation;

import io.pharos.core.definition.TableName;
import java.util.Optional;

/** What started the runs of a curation: it says which windows they are for. */
public sealed interface StartedBy {
  /**
   * Somebody who asked for windows.
   *
   * @param to the last window, inclusive; the first where empty
   */
  record Hand(String from, Optional<String> to) implements StartedBy {}

  /** Its time: its schedule fired or, where it has none, a window of it closed. */
  record Time() implements StartedBy {}

  /** A table that it reads has a new window. */
  record Input(TableName table, String window) implements StartedBy {}
}
