package io.pharos.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form of a function: variables by their order, types without their sizes.
 *
 * @param kind s(calar), a(ggregate) or w(indow)
 */
record Form(String kind, String name, String types) {
  /** Sizes may be sums, with calls in calls. */
  private static final Pattern SIZED =
      Pattern.compile(
          "\\b(varchar|char|decimal|timestamp|time)"
              + "\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)");

  private static final Pattern VARIABLE = Pattern.compile("\\b[A-Z]\\d?\\b");

  /** Texts that Trino compiles before it runs: each is given as a text. */
  private static final Pattern COMPILED = Pattern.compile("\\b(joniregexp|jsonpath|codepoints)\\b");

  /** Of cells: kind, name, arguments, result. */
  static Form of(String... cells) {
    return new Form(cells[0], cells[1], shape(cells[2] + " -> " + cells[3]));
  }

  private static String shape(String types) {
    String texts = COMPILED.matcher(types).replaceAll("varchar");
    String plain = SIZED.matcher(texts).replaceAll("$1");
    Map<String, String> variables = new HashMap<>();
    return VARIABLE
        .matcher(plain)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                variables.computeIfAbsent(found.group(), _ -> "T" + variables.size())))
        .replace(" ", "");
  }
}
