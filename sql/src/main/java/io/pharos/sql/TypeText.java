package io.pharos.sql;

import io.pharos.sql.TypePattern.Nested;
import io.pharos.sql.TypePattern.Sized;
import io.pharos.sql.TypePattern.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads types as {@code functions.tsv} spells them. */
final class TypeText {
  private final String text;
  private int at;

  private TypeText(String text) {
    this.text = text;
  }

  static TypePattern read(String text) {
    return new TypeText(text.strip()).pattern();
  }

  /** Parts of a list that no parentheses hold together. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    if (!text.isEmpty()) {
      parts.add(text.substring(start));
    }
    return parts;
  }

  private TypePattern pattern() {
    int open = text.indexOf('(');
    if (text.length() == 1 && Character.isUpperCase(text.charAt(0))) {
      return new Variable(text);
    }
    if (open < 0) {
      return new TypePattern.Fixed(fixed(text));
    }
    String name = text.substring(0, open);
    at = text.lastIndexOf(')');
    List<String> parts = split(text.substring(open + 1, at));
    return switch (name) {
      case "array", "map", "row", "function" ->
          new Nested(name, parts.stream().map(TypeText::read).toList());
      default ->
          new Sized(name + text.substring(at + 1), parts.stream().map(String::strip).toList());
    };
  }

  private static Type fixed(String name) {
    return switch (name) {
      case "varchar" -> Type.Varchar.ANY;
      case "interval day to second" -> Type.Plain.DAY_TIME;
      case "interval year to month" -> Type.Plain.YEAR_MONTH;
      default -> Type.Plain.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    };
  }

  static Optional<Integer> number(String text) {
    return text.chars().allMatch(Character::isDigit) && !text.isEmpty()
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }
}
