package io.pharos.embedded.state;

import java.util.List;

/** Table files that do not fit the lake; the message names each column and what to do. */
public final class IncompatibleTables extends RuntimeException {
  private static final long serialVersionUID = 1;

  IncompatibleTables(List<String> problems) {
    super("the table files do not fit the data that is there:\n  " + String.join("\n  ", problems));
  }
}
