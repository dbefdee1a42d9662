package io.pharos.load.run;

import java.io.Console;
import java.io.PrintWriter;

/**
 * Where progress is shown.
 *
 * @param terminal whether a line can be drawn again
 */
public record Screen(PrintWriter err, boolean terminal) {

  /** The screen of this process. */
  @SuppressWarnings("SystemConsoleNull") // from JDK 25 on it is null again without a terminal
  public static Screen of(PrintWriter err) {
    Console console = System.console();
    return new Screen(err, console != null && console.isTerminal());
  }
}
