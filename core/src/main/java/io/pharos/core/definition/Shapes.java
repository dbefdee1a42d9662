package io.pharos.core.definition;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.pharos.core.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The values that keys take: how each is read, and what its JSON Schema says. */
final class Shapes {
  private static final String IDENTIFIER = TableName.IDENTIFIER.pattern();
  private static final String NAME_RULE = "lower-case letters, digits and _, a letter first";

  private Shapes() {}

  static Shape text() {
    return new Shape.Scalar(Tag.STR, "a text", text -> text, schema -> {});
  }

  /** A text of one form; {@code rule} says which. */
  static Shape text(String pattern, String rule) {
    return matching(pattern, rule, text -> text);
  }

  /** A column or table of the same database. */
  static Shape identifier() {
    return text(IDENTIFIER, NAME_RULE);
  }

  /** A table with its database. */
  static Shape tableName() {
    return matching(
        IDENTIFIER + "\\." + IDENTIFIER, "of the form database.table", TableName::parse);
  }

  static Shape oneOf(String... choices) {
    List<String> known = List.of(choices);
    return new Shape.Scalar(
        Tag.STR,
        "one of " + String.join(", ", known),
        text -> {
          if (!known.contains(text)) {
            throw new IllegalArgumentException(
                "'%s' is not one of %s".formatted(text, String.join(", ", known)));
          }
          return text;
        },
        schema -> {
          ArrayNode values = schema.putArray("enum");
          known.forEach(values::add);
        });
  }

  static Shape flag() {
    return new Shape.Scalar(Tag.BOOL, "true or false", Boolean::valueOf, schema -> {});
  }

  static Shape whole(int min, int max) {
    String says = "a whole number from " + min + " to " + max;
    return new Shape.Scalar(
        Tag.INT,
        says,
        text -> {
          // Longer than any limit, and than what fits an int.
          long number = text.length() > 10 ? Long.MAX_VALUE : Long.parseLong(text);
          require(number >= min && number <= max, text + " is not " + says);
          return (int) number;
        },
        schema -> schema.put("minimum", min).put("maximum", max));
  }

  /** A {@link java.math.BigDecimal}. */
  static Shape number() {
    return new Shape.Plain("a number", Set.of(Tag.INT, Tag.FLOAT));
  }

  /** A text or a number. */
  static Shape plain() {
    return new Shape.Plain("a text or a number", Set.of(Tag.STR, Tag.INT, Tag.FLOAT));
  }

  /** A regular expression that compiles. */
  static Shape pattern() {
    return new Shape.Scalar(
        Tag.STR,
        "a regular expression",
        text -> {
          try {
            return Pattern.compile(text).pattern();
          } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                "'%s' is no regular expression: %s, at character %d"
                    .formatted(text, e.getDescription(), e.getIndex() + 1),
                e);
          }
        },
        schema -> schema.put("format", "regex"));
  }

  static Shape duration(Duration min, Duration max) {
    String says = "a time from " + Units.text(min) + " to " + Units.text(max);
    return matching(
        Units.DURATION.pattern(),
        "a time such as 900s, 15m or 1h",
        text -> {
          Duration duration = Units.duration(text);
          require(
              duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0,
              text + " is not " + says);
          return duration;
        });
  }

  /** A number of bytes. */
  static Shape size(int minMegabytes, int maxMegabytes) {
    String says = "a size from " + minMegabytes + "MB to " + maxMegabytes + "MB";
    return matching(
        Units.SIZE.pattern(),
        "a size such as 64MB",
        text -> {
          long size = Units.size(text);
          require(
              size >= minMegabytes * Units.MEGABYTE && size <= maxMegabytes * Units.MEGABYTE,
              text + " is not " + says);
          return size;
        });
  }

  static Shape schedule() {
    return new Shape.Scalar(
        Tag.STR,
        "a schedule such as rate(1 hour) or cron(30 0 * * ? *)",
        Schedules::parse,
        schema -> schema.put("pattern", "^\\s*(rate|cron)\\s*\\(.*\\)\\s*$"));
  }

  static Shape zone() {
    return new Shape.Scalar(
        Tag.STR,
        "a time zone such as Europe/Berlin",
        text -> {
          require(
              ZoneId.getAvailableZoneIds().contains(text),
              "there is no time zone '" + text + "': write a name such as Europe/Berlin");
          return ZoneId.of(text);
        },
        schema -> {});
  }

  static Shape columnType() {
    return new Shape.Scalar(
        Tag.STR,
        "a type such as string, bigint or array<string>",
        ColumnTypeParser::parse,
        schema -> {
          ArrayNode anyOf = schema.putArray("anyOf");
          ArrayNode scalars = anyOf.addObject().putArray("enum");
          for (ColumnType.Scalar scalar : ColumnType.Scalar.values()) {
            scalars.add(scalar.glueName());
          }
          anyOf.addObject().put("pattern", "^\\s*(decimal\\s*\\(|(array|map|struct)\\s*<)");
        });
  }

  static Shape character() {
    return new Shape.Scalar(
        Tag.STR,
        "one character",
        text -> {
          require(text.length() == 1, "'" + text + "' is not one character");
          return text.charAt(0);
        },
        schema -> schema.put("minLength", 1).put("maxLength", 1));
  }

  static Shape list(Shape item) {
    return new Shape.Sequence(item);
  }

  private static Shape matching(String pattern, String rule, Function<String, Object> read) {
    Pattern compiled = Pattern.compile(pattern);
    return new Shape.Scalar(
        Tag.STR,
        rule,
        text -> {
          require(compiled.matcher(text).matches(), "'" + text + "' is not " + rule);
          return read.apply(text);
        },
        schema -> schema.put("pattern", "^(" + pattern + ")$"));
  }

  private static void require(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }
}
