package io.pharos.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.StringLiteral;
import java.util.Map;

/** MySQL's date patterns, which Athena's date_format and date_parse take, as DuckDB's. */
final class DatePatterns {
  private static final Map<Character, String> CODES =
      Map.ofEntries(
          Map.entry('a', "%a"),
          Map.entry('b', "%b"),
          Map.entry('c', "%-m"),
          Map.entry('d', "%d"),
          Map.entry('e', "%-d"),
          Map.entry('f', "%f"),
          Map.entry('H', "%H"),
          Map.entry('h', "%I"),
          Map.entry('I', "%I"),
          Map.entry('i', "%M"),
          Map.entry('j', "%j"),
          Map.entry('k', "%-H"),
          Map.entry('l', "%-I"),
          Map.entry('M', "%B"),
          Map.entry('m', "%m"),
          Map.entry('p', "%p"),
          Map.entry('r', "%I:%M:%S %p"),
          Map.entry('S', "%S"),
          Map.entry('s', "%S"),
          Map.entry('T', "%H:%M:%S"),
          Map.entry('v', "%V"),
          Map.entry('W', "%A"),
          Map.entry('x', "%G"),
          Map.entry('Y', "%Y"),
          Map.entry('y', "%y"),
          Map.entry('%', "%%"));

  private DatePatterns() {}

  /** DuckDB's pattern. */
  static String render(Expression pattern) {
    if (!(pattern instanceof StringLiteral literal)) {
      throw SqlRefused.at(pattern, "the pattern of a date has to be a text in quotes");
    }
    StringBuilder result = new StringBuilder();
    boolean coded = false;
    for (char c : literal.getValue().toCharArray()) {
      if (coded) {
        result.append(code(pattern, c));
        coded = false;
      } else if (c == '%') {
        coded = true;
      } else {
        result.append(c);
      }
    }
    if (coded) {
      throw SqlRefused.at(pattern, "a % at the end of a pattern stands for nothing");
    }
    return result.toString();
  }

  private static String code(Expression pattern, char c) {
    String code = CODES.get(c);
    if (code == null) {
      throw SqlRefused.at(pattern, "%" + c + " is not supported here");
    }
    return code;
  }
}
