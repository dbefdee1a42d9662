package io.pharos.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type as a signature or a statement writes it: its name, what stands in brackets where those are
 * sizes, or its parts where they are types.
 */
record Shape(String name, String sizes, List<Shape> parts) {
  private static final String ZONE = " with time zone";

  static Shape read(String text) {
    String trimmed = text.strip();
    int open = trimmed.indexOf('(');
    if (open < 0) {
      return new Shape(trimmed, "", List.of());
    }
    String name = trimmed.substring(0, open);
    int close = trimmed.lastIndexOf(')');
    String inner = trimmed.substring(open + 1, close);
    return switch (name) {
      case "array", "map", "row", "function" -> new Shape(name, "", list(inner));
      default -> new Shape(name + trimmed.substring(close + 1), "(" + inner + ")", List.of());
    };
  }

  /** Types parted by commas. */
  static List<Shape> list(String text) {
    List<Shape> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0 && !text.isBlank()) {
        parts.add(read(text.substring(start, i)));
        start = i + 1;
      }
    }
    return parts;
  }

  boolean isVariable() {
    return parts.isEmpty() && name.length() == 1 && Character.isUpperCase(name.charAt(0));
  }

  boolean is(String... names) {
    return List.of(names).contains(name);
  }

  /** Whether this pattern can be that type, sizes aside; binds its variables. */
  boolean fits(Shape type, Map<String, Shape> bound) {
    if (isVariable()) {
      Shape before = bound.putIfAbsent(name, type);
      return before == null || before.equals(type);
    }
    if (!name.equals(type.name) || parts.size() != type.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).fits(type.parts.get(i), bound)) {
        return false;
      }
    }
    return true;
  }

  /** As SQL writes it. */
  @Override
  public String toString() {
    if (!parts.isEmpty()) {
      return name + parts.stream().map(Shape::toString).collect(Collectors.joining(", ", "(", ")"));
    }
    return name.endsWith(ZONE)
        ? name.substring(0, name.length() - ZONE.length()) + sizes + ZONE
        : name + sizes;
  }
}
