package io.pharos.core.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The values of keys: how each is read, and its JSON Schema. */
public final class Shapes {
  private Shapes() {}

  /** Any text. */
  public static Shape text() {
    return new Shape.Scalar(Tag.STR, "a text", text -> text, schema -> {});
  }

  /** A text of the form that {@code rule} describes. */
  public static Shape text(String pattern, String rule) {
    return matching(pattern, rule, text -> text);
  }

  /** One of some texts. */
  public static Shape oneOf(String... choices) {
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

  /** True or false. */
  public static Shape flag() {
    return new Shape.Scalar(Tag.BOOL, "true or false", Boolean::valueOf, schema -> {});
  }

  /** An {@link Integer}. */
  public static Shape whole(int min, int max) {
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
  public static Shape number() {
    return new Shape.Plain("a number", Set.of(Tag.INT, Tag.FLOAT));
  }

  /** A text or a number. */
  public static Shape plain() {
    return new Shape.Plain("a text or a number", Set.of(Tag.STR, Tag.INT, Tag.FLOAT));
  }

  /** A regular expression that compiles. */
  public static Shape pattern() {
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

  /** A {@link Duration}, written such as {@code 15m}. */
  public static Shape duration(Duration min, Duration max) {
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
  public static Shape size(int minMegabytes, int maxMegabytes) {
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

  /** A {@link Character}. */
  public static Shape character() {
    return new Shape.Scalar(
        Tag.STR,
        "one character",
        text -> {
          require(text.length() == 1, "'" + text + "' is not one character");
          return text.charAt(0);
        },
        schema -> schema.put("minLength", 1).put("maxLength", 1));
  }

  /** A list of at least one. */
  public static Shape list(Shape item) {
    return new Shape.Sequence(item, 1);
  }

  /** A list that may be empty. */
  public static Shape anyList(Shape item) {
    return new Shape.Sequence(item, 0);
  }

  /**
   * A text of one form that is converted to another type.
   *
   * @param rule describes the form, as the words after "takes" and "is not"
   * @param read makes the value from it
   */
  public static Shape matching(String pattern, String rule, Function<String, Object> read) {
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
