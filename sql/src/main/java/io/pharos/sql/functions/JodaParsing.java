package io.pharos.sql.functions;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The patterns of {@code parse_datetime}, which are Joda's: read as those of {@code date_parse},
 * since Trino reads both with Joda. What no code of the latter says is refused.
 */
final class JodaParsing {
  private static final int MILLIS = 3;

  /** Letters that are one field, a text in quotes, or anything else as it is. */
  private static final Pattern TOKEN =
      Pattern.compile("(([A-Za-z])\\2*)|'((?:[^']|'')+)'|''|[^A-Za-z']");

  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("yyyy", "%Y"),
          Map.entry("M", "%m"),
          Map.entry("MM", "%m"),
          Map.entry("MMM", "%b"),
          Map.entry("MMMM", "%M"),
          Map.entry("d", "%d"),
          Map.entry("dd", "%d"),
          Map.entry("DDD", "%j"),
          Map.entry("H", "%H"),
          Map.entry("HH", "%H"),
          Map.entry("h", "%h"),
          Map.entry("hh", "%h"),
          Map.entry("m", "%i"),
          Map.entry("mm", "%i"),
          Map.entry("s", "%s"),
          Map.entry("ss", "%s"),
          Map.entry("SSS", "%f"),
          Map.entry("a", "%p"));

  private JodaParsing() {}

  /** Microseconds. */
  static long parse(String text, String pattern) {
    return DateFormats.parse(text, codes(pattern), MILLIS);
  }

  private static String codes(String pattern) {
    StringBuilder codes = new StringBuilder();
    Matcher token = TOKEN.matcher(pattern);
    int at = 0;
    for (; token.lookingAt(); token.region(at, pattern.length())) {
      codes.append(code(token));
      at = token.end();
    }
    if (at < pattern.length() || at == 0) {
      throw new Refusal("Invalid pattern: " + pattern);
    }
    return codes.toString();
  }

  private static String code(Matcher token) {
    String field = token.group(1);
    if (field == null) {
      String quoted = token.group(3);
      String literal = quoted == null ? token.group() : quoted;
      return literal.replace("''", "'").replace("%", "%%");
    }
    String code = CODES.get(field);
    if (code == null) {
      throw new Refusal(field + " is not read by parse_datetime here");
    }
    return code;
  }
}
