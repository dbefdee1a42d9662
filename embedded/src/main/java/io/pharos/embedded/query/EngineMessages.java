package io.pharos.embedded.query;

import java.util.regex.Pattern;

/** What the engine says, without what only its makers want to know. */
final class EngineMessages {
  private static final int MAX_LENGTH = 2_000;

  /** What DuckDB's driver puts before the reason of a query that failed under way. */
  private static final Pattern UNDER_WAY =
      Pattern.compile(
          "Invalid Input Error: Attempting to execute an unsuccessful[^\\n]*\\n(Error: )?");

  private EngineMessages() {}

  static String plain(Throwable failure) {
    String message =
        UNDER_WAY.matcher(String.valueOf(failure.getMessage()).strip()).replaceFirst("");
    int stack = message.indexOf("\n\nStack Trace");
    String text = stack < 0 ? message : message.substring(0, stack);
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + " .." : text;
  }
}
