package io.pharos.core.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with placeholders, {@code ${name}}. Each stands for one typed literal. A placeholder inside
 * quotes or a comment is refused.
 */
public final class SqlTemplate {
  private static final Pattern NAME = Pattern.compile("\\$\\{([a-z][a-z0-9_]*)}");

  private final SourceText source;
  private final List<Placeholder> placeholders;

  private record Placeholder(String name, int start, int end) {}

  private SqlTemplate(SourceText source, List<Placeholder> placeholders) {
    this.source = source;
    this.placeholders = placeholders;
  }

  /**
   * Finds the placeholders of a text.
   *
   * @throws RefusedStatement if one is misspelt, or inside quotes or a comment
   */
  public static SqlTemplate parse(String text) {
    SourceText source = SourceText.of(text);
    List<Placeholder> found = new ArrayList<>();
    for (SourceText.Region region : source.regions()) {
      for (int at = text.indexOf("${", region.start());
          at >= 0 && at < region.end();
          at = text.indexOf("${", at + 1)) {
        found.add(placeholder(source, region, at));
      }
    }
    return new SqlTemplate(source, List.copyOf(found));
  }

  private static Placeholder placeholder(SourceText source, SourceText.Region region, int at) {
    if (region.kind() != SourceText.Kind.CODE) {
      throw refused(
          source.position(at),
          "a placeholder stands for a whole value, its quotes included: write it outside of quotes"
              + " and comments");
    }
    Matcher matcher = NAME.matcher(source.text()).region(at, region.end());
    if (!matcher.lookingAt()) {
      throw refused(
          source.position(at),
          "a placeholder is ${name}: lower-case letters, digits and _, a letter first");
    }
    if (touchesName(source.text(), at - 1) || touchesName(source.text(), matcher.end())) {
      throw refused(
          source.position(at),
          "a placeholder stands for a whole value: it cannot be part of a name");
    }
    return new Placeholder(matcher.group(1), at, matcher.end());
  }

  private static boolean touchesName(String text, int at) {
    return at >= 0
        && at < text.length()
        && (Character.isUnicodeIdentifierPart(text.charAt(at))
            || "'\"`$".indexOf(text.charAt(at)) >= 0);
  }

  /** The names of the placeholders, in the order of their first use. */
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    placeholders.forEach(placeholder -> names.add(placeholder.name()));
    return names;
  }

  /** The text as it was given, its placeholders open. */
  public String text() {
    return source.text();
  }

  /**
   * The SQL with every placeholder replaced by its literal.
   *
   * @param values may hold more than the text needs
   * @throws RefusedStatement if a value is missing
   */
  public String bind(Map<String, Literal> values) {
    return replaced(placeholder -> literal(placeholder, values));
  }

  /**
   * The text for the parser: a number in place of each placeholder, with the same length and
   * columns.
   */
  public String masked() {
    return replaced(placeholder -> "0".repeat(placeholder.end() - placeholder.start()));
  }

  private String literal(Placeholder placeholder, Map<String, Literal> values) {
    Literal value = values.get(placeholder.name());
    if (value == null) {
      throw refused(
          source.position(placeholder.start()),
          "there is no placeholder ${"
              + placeholder.name()
              + "}; known here: "
              + String.join(", ", new TreeSet<>(values.keySet())));
    }
    return value.sql();
  }

  private String replaced(Function<Placeholder, String> replacement) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (Placeholder placeholder : placeholders) {
      result
          .append(source.text(), from, placeholder.start())
          .append(replacement.apply(placeholder));
      from = placeholder.end();
    }
    return result.append(source.text().substring(from)).toString();
  }

  private static RefusedStatement refused(SourceText.Position position, String reason) {
    return new RefusedStatement(position + ": " + reason);
  }
}
