package io.pharos.embedded.query;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine's messages in words for users. */
public final class EngineMessages {
  private static final int MAX_LENGTH = 2_000;

  /** The driver's prefix of the reason of a query that failed while it ran. */
  private static final Pattern UNDER_WAY =
      Pattern.compile(
          "Invalid Input Error: Attempting to execute an unsuccessful[^\\n]*\\n(Error: )?");

  /** Its text before and after the reason that a Java function gives. */
  private static final Pattern OF_A_FUNCTION =
      Pattern.compile("(?s).*io\\.pharos\\.sql\\.functions\\.Refusal: (.*?)(\\n\\tat .*)?");

  /** DuckDB's message about a value that its type cannot hold: the value, then the type. */
  private static final List<Pattern> OUT_OF_RANGE =
      List.of(
          Pattern.compile(
              "^Conversion Error: Casting value \"(.*?)\" to type (\\S+) failed: value is out of"),
          Pattern.compile("^Conversion Error: Could not cast value (\\S+) to (\\S+)"),
          Pattern.compile("^Conversion Error: Failed to cast decimal value (\\S+) to type (\\S+)"),
          Pattern.compile(
              "^Conversion Error: Type \\S+ with value (.*?) can't be cast because the value is"
                  + " out of range for the destination type (\\S+)"));

  /** DuckDB's message about an overflow of two values. */
  private static final Pattern OVERFLOW =
      Pattern.compile("^Out of Range Error: (?:Overflow|Cannot|Failed|.* out of range)");

  /** Other messages of DuckDB, each with ours. */
  private static final Map<Pattern, String> KNOWN =
      Map.ofEntries(
          said("Map keys must be unique", "Duplicate map keys are not allowed"),
          said("Map keys can not be NULL", "map key cannot be null"),
          said("Argument for ntile must be greater than zero", "Buckets must be greater than 0"),
          said("input for MIN/MAX: n value", "the number of values of min or max must be positive"),
          said(
              "More than one row returned by a subquery",
              "a subquery for one value has several rows: aggregate, or LIMIT 1"),
          said("Invalid input for hex digit", "this is no hexadecimal text"),
          said("Could not decode string \".*\" as base64", "this is no base64 text"),
          said("Could not convert string '.*' to INT128", "this is no UUID"),
          said(
              "must appear in the GROUP BY clause",
              "a column is neither in GROUP BY nor within an aggregate"),
          said("aggregate function calls cannot be nested", "aggregates cannot be nested"));

  private EngineMessages() {}

  private static Map.Entry<Pattern, String> said(String engine, String ours) {
    return Map.entry(
        Pattern.compile("^(Invalid Input|Conversion|Binder) Error: .*" + engine), ours);
  }

  static String plain(Throwable failure) {
    String message = reason(failure);
    String words = inOurWords(message).orElse(message);
    int stack = words.indexOf("\n\nStack Trace");
    String text = stack < 0 ? words : words.substring(0, stack);
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + " .." : text;
  }

  /**
   * What is wrong with a query or a value, in our words; empty if only the engine's message is
   * known.
   */
  public static Optional<String> inOurWords(Throwable failure) {
    return inOurWords(reason(failure));
  }

  private static String reason(Throwable failure) {
    return UNDER_WAY.matcher(String.valueOf(failure.getMessage()).strip()).replaceFirst("");
  }

  private static Optional<String> inOurWords(String message) {
    Matcher refusal = OF_A_FUNCTION.matcher(message);
    if (refusal.matches()) {
      return Optional.of(refusal.group(1).strip());
    }
    Optional<String> unfit =
        OUT_OF_RANGE.stream()
            .flatMap(pattern -> pattern.matcher(message).results())
            .map(EngineMessages::unfit)
            .findFirst();
    return OVERFLOW.matcher(message).find()
        ? Optional.of("Numeric overflow: a result is beyond what its type holds")
        : unfit.or(() -> known(message));
  }

  private static Optional<String> known(String message) {
    return KNOWN.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(message).find())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String unfit(MatchResult found) {
    return "Out of range: " + found.group(1) + " does not fit " + sqlType(found.group(2));
  }

  /** Athena's spelling of DuckDB's name of a type. */
  private static String sqlType(String name) {
    String plain = name.replaceAll("[^\\w(),]", "");
    return switch (plain) {
      case "INT8" -> "tinyint";
      case "INT16" -> "smallint";
      case "INT32" -> "integer";
      case "INT64" -> "bigint";
      default -> plain.toLowerCase(java.util.Locale.ROOT);
    };
  }
}
