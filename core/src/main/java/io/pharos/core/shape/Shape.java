package io.pharos.core.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What a key of a file takes. The reader and the JSON Schemas are both made of these, so that they
 * cannot say different things.
 */
public sealed interface Shape {

  /**
   * One value.
   *
   * @param tag how YAML has to understand it: text, whole number or true/false
   * @param says what it takes, to follow "takes"
   * @param read makes the value of its text; {@link IllegalArgumentException} says why it cannot
   * @param schema adds to the JSON Schema what a text editor can check
   */
  record Scalar(Tag tag, String says, Function<String, Object> read, Consumer<ObjectNode> schema)
      implements Shape {}

  /**
   * One value of any of some YAML types: a text, or a number as {@link java.math.BigDecimal}.
   *
   * @param says what it takes, to follow "takes"
   */
  record Plain(String says, Set<Tag> tags) implements Shape {}

  /** A mapping of known keys. */
  record Section(List<Key> keys) implements Shape {
    public Section(Key... keys) {
      this(List.of(keys));
    }

    /** The names of the keys that are taken. */
    public List<String> names() {
      return keys.stream().filter(key -> key.refusal().isEmpty()).map(Key::name).toList();
    }
  }

  /**
   * A list.
   *
   * @param least number of items: 0 or 1
   */
  record Sequence(Shape item, int least) implements Shape {}

  /**
   * A mapping of any names to plain values, each of its YAML type.
   *
   * @param reserved names that may not be given
   */
  record Values(Set<String> reserved) implements Shape {
    /** What a name is. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  }
}
