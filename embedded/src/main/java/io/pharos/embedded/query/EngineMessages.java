package io.pharos.embedded.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the engine says, without what only its makers want to know. */
final class EngineMessages {
  private static final int MAX_LENGTH = 2_000;

  /** What DuckDB's driver puts before the reason of a query that failed under way. */
  private static final Pattern UNDER_WAY =
      Pattern.compile(
          "Invalid Input Error: Attempting to execute an unsuccessful[^\\n]*\\n(Error: )?");

  /** What it puts before, and behind, the reason that a function of ours gives. */
  private static final Pattern OF_A_FUNCTION =
      Pattern.compile("(?s).*io\\.pharos\\.sql\\.functions\\.Refusal: (.*?)(\\n\\tat .*)?");

  private EngineMessages() {}

  static String plain(Throwable failure) {
    String message =
        UNDER_WAY.matcher(String.valueOf(failure.getMessage()).strip()).replaceFirst("");
    Matcher refusal = OF_A_FUNCTION.matcher(message);
    if (refusal.matches()) {
      message = refusal.group(1).strip();
    }
    int stack = message.indexOf("\n\nStack Trace");
    String text = stack < 0 ? message : message.substring(0, stack);
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + " .." : text;
  }
}
