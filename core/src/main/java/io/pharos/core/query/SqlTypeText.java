package io.pharos.core.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the text of a type, as Athena or DuckDB spells it. A text without known parts, such as
 * {@code time(3) with time zone}, is a type of that name.
 */
final class SqlTypeText {
  private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+), *(\\d+)\\)");
  private static final Pattern TIMESTAMP = Pattern.compile("timestamp(?:\\((\\d+)\\))?");
  private static final Pattern TEXT = Pattern.compile("(?:varchar|char)(?:\\(\\d+\\))?");
  private static final Pattern LIST = Pattern.compile("(.+)\\[\\d*]");
  private static final Pattern WITH_PARTS = Pattern.compile("(array|map|row|struct)\\((.*)\\)");

  /** A name before a type; without quotes it may also be the first word of a type. */
  private static final Pattern NAMED =
      Pattern.compile("(?:\"((?:[^\"]|\"\")*)\"|(\\w+)) +(.+)", Pattern.DOTALL);

  private static final Pattern OF_MANY_WORDS =
      Pattern.compile("(?:timestamp|time)(?:\\(\\d+\\))? with time zone|interval \\w+ to \\w+");

  /**
   * Other names of types: Athena's results call a real float; DuckDB has its own types of counts
   * and sums.
   */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "float", "real",
          "hugeint", "bigint",
          "ubigint", "bigint",
          "uinteger", "bigint",
          "usmallint", "integer",
          "utinyint", "smallint",
          "\"null\"", "unknown",
          "blob", "varbinary");

  private static final int MILLIS = 3;

  private final String text;
  private final String lower;

  SqlTypeText(String text) {
    this.text = text.strip();
    this.lower = this.text.toLowerCase(Locale.ROOT);
  }

  SqlType read() {
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      return new SqlType.Array(SqlType.parse(list.group(1)));
    }
    Matcher parts = WITH_PARTS.matcher(lower);
    return parts.matches()
        ? withParts(parts.group(1), parts(text.substring(parts.start(2), parts.end(2))))
        : plain();
  }

  private SqlType plain() {
    Matcher decimal = DECIMAL.matcher(lower);
    if (decimal.matches()) {
      return new SqlType.Decimal(
          Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    Matcher timestamp = TIMESTAMP.matcher(lower);
    if (timestamp.matches()) {
      String digits = timestamp.group(1);
      return new SqlType.Timestamp(digits == null ? MILLIS : Integer.parseInt(digits));
    }
    return new SqlType.Plain(
        TEXT.matcher(lower).matches() ? "varchar" : OTHER_NAMES.getOrDefault(lower, lower));
  }

  private static SqlType withParts(String name, List<String> parts) {
    return switch (name) {
      case "array" -> new SqlType.Array(SqlType.parse(parts.getFirst()));
      case "map" ->
          new SqlType.Map(SqlType.parse(parts.getFirst()), SqlType.parse(parts.getLast()));
      default -> new SqlType.Row(parts.stream().map(SqlTypeText::field).toList());
    };
  }

  private static SqlType.Field field(String text) {
    Matcher named = NAMED.matcher(text);
    if (!named.matches() || OF_MANY_WORDS.matcher(text.toLowerCase(Locale.ROOT)).matches()) {
      return new SqlType.Field(Optional.empty(), SqlType.parse(text));
    }
    String quoted = named.group(1);
    String name = quoted == null ? named.group(2) : quoted.replace("\"\"", "\"");
    return new SqlType.Field(Optional.of(name), SqlType.parse(named.group(3)));
  }

  /** The parts between commas outside of brackets and quotes. */
  private static List<String> parts(String list) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < list.length(); i++) {
      char c = list.charAt(i);
      quoted ^= c == '"';
      if (quoted) {
        continue;
      }
      switch (c) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(list.substring(from, i).strip());
            from = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(list.substring(from).strip());
    return parts;
  }
}
