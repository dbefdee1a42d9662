package io.pharos.core.definition;

import io.pharos.core.shape.Spelling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a column type as Hive and Glue write it: {@code array<struct<id:string,price:int>>}. */
public final class ColumnTypeParser {
  /** How deep types may be nested. */
  public static final int MAX_DEPTH = 16;

  /** Type names of other systems, with the equivalent here. */
  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("binary", "string (JSON has no bytes; send them as base64)"),
          Map.entry("bool", "boolean"),
          Map.entry("char", "string"),
          Map.entry("datetime", "timestamp"),
          Map.entry("integer", "int"),
          Map.entry("json", "string, or struct<..> with its fields"),
          Map.entry("list", "array<..>"),
          Map.entry("long", "bigint"),
          Map.entry("number", "double, or decimal(precision,scale)"),
          Map.entry("numeric", "decimal(precision,scale)"),
          Map.entry("real", "float"),
          Map.entry("row", "struct<name:type,..>"),
          Map.entry("short", "smallint"),
          Map.entry("text", "string"),
          Map.entry("time", "string"),
          Map.entry("timestamptz", "timestamp (it is UTC)"),
          Map.entry("uuid", "string, with format: uuid"),
          Map.entry("varchar", "string"));

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,4}");

  private final String text;
  private int at;

  private ColumnTypeParser(String text) {
    this.text = text;
  }

  /**
   * Reads a type; spaces between its parts do not matter.
   *
   * @throws IllegalArgumentException if the text is no type; the message says what to write
   */
  public static ColumnType parse(String text) {
    ColumnTypeParser parser = new ColumnTypeParser(text);
    ColumnType type = parser.type(1);
    parser.end();
    return type;
  }

  private ColumnType type(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("types are nested at most " + MAX_DEPTH + " deep");
    }
    String word = next(WORD, "a type");
    return switch (word) {
      case "decimal" -> decimal();
      case "array" -> array(depth);
      case "map" -> map(depth);
      case "struct" -> struct(depth);
      default -> scalar(word);
    };
  }

  private ColumnType decimal() {
    if (!at('(')) {
      throw new IllegalArgumentException("write decimal(precision,scale), such as decimal(18,2)");
    }
    expect('(');
    int precision = Integer.parseInt(next(DIGITS, "the number of digits"));
    expect(',');
    int scale = Integer.parseInt(next(DIGITS, "the number of digits behind the point"));
    expect(')');
    return new ColumnType.Decimal(precision, scale);
  }

  private ColumnType array(int depth) {
    expect('<');
    ColumnType element = type(depth + 1);
    expect('>');
    return new ColumnType.Array(element);
  }

  private ColumnType map(int depth) {
    expect('<');
    ColumnType key = type(depth + 1);
    if (key != ColumnType.Scalar.STRING) {
      throw new IllegalArgumentException(
          "a map's keys are string, as the keys of a JSON object are, not %s: write map<string,..>"
              .formatted(key.glueName()));
    }
    expect(',');
    ColumnType value = type(depth + 1);
    expect('>');
    return new ColumnType.Map(value);
  }

  private ColumnType struct(int depth) {
    List<ColumnType.Field> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    expect('<');
    do {
      ColumnType.Field field = field(depth);
      if (!names.add(field.name())) {
        throw new IllegalArgumentException("field '" + field.name() + "' is there twice");
      }
      fields.add(field);
    } while (skip(','));
    expect('>');
    return new ColumnType.Struct(fields);
  }

  private ColumnType.Field field(int depth) {
    String name = next(WORD, "a field as name:type");
    if (!TableName.IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "field '" + name + "': a name is lower-case letters, digits and _, a letter first");
    }
    expect(':');
    return new ColumnType.Field(name, type(depth + 1));
  }

  private static ColumnType scalar(String word) {
    for (ColumnType.Scalar scalar : ColumnType.Scalar.values()) {
      if (scalar.glueName().equals(word)) {
        return scalar;
      }
    }
    throw new IllegalArgumentException("there is no type '" + word + "'" + advice(word));
  }

  private static String advice(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (HINTS.containsKey(lower)) {
      return ": write " + HINTS.get(lower);
    }
    Set<String> known = known();
    return Spelling.closest(lower, known)
        .map(name -> ": write " + name)
        .orElseGet(() -> "; there are " + String.join(", ", known));
  }

  private static Set<String> known() {
    Set<String> names =
        new TreeSet<>(Set.of("decimal(p,s)", "array<..>", "map<string,..>", "struct<..>"));
    for (ColumnType.Scalar scalar : ColumnType.Scalar.values()) {
      names.add(scalar.glueName());
    }
    return names;
  }

  private void end() {
    if (!rest().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + rest() + "' does not belong to the type" + typeHint());
    }
  }

  /** Such as {@code timestamp(3)}: only decimal has parameters. */
  private String typeHint() {
    return at('(') ? ": write " + text.substring(0, at).strip() : "";
  }

  private String next(Pattern pattern, String what) {
    Matcher matcher = pattern.matcher(rest());
    if (!matcher.lookingAt()) {
      throw expected(what);
    }
    at = text.length() - rest().length() + matcher.end();
    return matcher.group();
  }

  private void expect(char sign) {
    if (!skip(sign)) {
      throw expected("'" + sign + "'");
    }
  }

  private boolean skip(char sign) {
    boolean there = at(sign);
    if (there) {
      at = text.indexOf(sign, at) + 1;
    }
    return there;
  }

  private boolean at(char sign) {
    return rest().startsWith(String.valueOf(sign));
  }

  private String rest() {
    return text.substring(at).stripLeading();
  }

  private IllegalArgumentException expected(String what) {
    String where = rest().isEmpty() ? "at the end" : "before '" + rest() + "'";
    return new IllegalArgumentException(
        "'" + text + "' is no type: " + what + " is missing " + where);
  }
}
