package io.pharos.sql.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions in Java's syntax, as Trino's are. */
public final class Regexps {
  private static final int MAX_REMEMBERED = 200;
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

  private Regexps() {}

  private static Matcher matcher(String text, String pattern) {
    Pattern compiled = PATTERNS.get(pattern);
    if (compiled == null) {
      compiled = compiled(pattern);
      if (PATTERNS.size() >= MAX_REMEMBERED) {
        PATTERNS.clear();
      }
      PATTERNS.put(pattern, compiled);
    }
    return compiled.matcher(text);
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(posix(pattern), Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new Refusal("this is no regular expression: " + pattern);
    }
  }

  private static String posix(String pattern) {
    return pattern
        .replace("[:alpha:]", "\\p{IsAlphabetic}")
        .replace("[:digit:]", "\\p{Nd}")
        .replace("[:alnum:]", "\\p{IsAlphabetic}\\p{Nd}")
        .replace("[:space:]", "\\s\\x{85}\\p{Z}")
        .replace("[:upper:]", "\\p{Lu}")
        .replace("[:lower:]", "\\p{Ll}")
        .replace("[:punct:]", "\\p{IsPunctuation}");
  }

  /** What is wrong with a pattern, before a query runs. */
  public static Optional<String> problem(String pattern) {
    if (pattern.matches("(?s).*(\\\\p\\{Is[A-Z]|\\(\\?[a-z]*U|\\\\[0-7]{3}).*")) {
      return Optional.of("this is no regular expression here: " + pattern);
    }
    try {
      matcher("", pattern);
      return Optional.empty();
    } catch (Refusal e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  static boolean like(String text, String pattern) {
    return matcher(text, pattern).find();
  }

  static long count(String text, String pattern) {
    return matcher(text, pattern).results().count();
  }

  static long position(String text, String pattern) {
    Matcher matcher = matcher(text, pattern);
    return matcher.find() ? text.codePointCount(0, matcher.start()) + 1L : -1;
  }

  private static int group(Matcher matcher, long group) {
    if (group < 0) {
      throw new Refusal("Group cannot be negative");
    }
    if (group > matcher.groupCount()) {
      throw new Refusal(
          "Pattern has " + matcher.groupCount() + " groups. Cannot access group " + group);
    }
    return (int) group;
  }

  static @Nullable String extract(String text, String pattern, long group) {
    Matcher matcher = matcher(text, pattern);
    int asked = group(matcher, group);
    return matcher.find() ? matcher.group(asked) : null;
  }

  static String extractAll(String text, String pattern, long group) {
    Matcher matcher = matcher(text, pattern);
    int asked = group(matcher, group);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    while (matcher.find()) {
      all.add(matcher.group(asked));
    }
    return all.toString();
  }

  static String split(String text, String pattern) {
    Matcher matcher = matcher(text, pattern);
    ArrayNode parts = JsonNodeFactory.instance.arrayNode();
    int from = 0;
    while (matcher.find()) {
      parts.add(text.substring(from, matcher.start()));
      from = matcher.end();
    }
    return parts.add(text.substring(from)).toString();
  }

  static String replace(String text, String pattern, String replacement) {
    try {
      return matcher(text, pattern).replaceAll(replacement);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new Refusal("this is no replacement: " + replacement);
    }
  }
}
