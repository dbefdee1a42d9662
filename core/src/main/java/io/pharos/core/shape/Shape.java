package io.pharos.core.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The allowed values of a key. The reader and the JSON Schemas both use it, so that they agree. */
public sealed interface Shape {

  /**
   * One value.
   *
   * @param tag its YAML type: text, whole number or true/false
   * @param says the allowed values, as the words after "takes"
   * @param read makes the value from its text; {@link IllegalArgumentException} says why it cannot
   * @param schema adds to the JSON Schema what a text editor can check
   */
  record Scalar(Tag tag, String says, Function<String, Object> read, Consumer<ObjectNode> schema)
      implements Shape {}

  /**
   * One value of several YAML types: a text, or a number as {@link java.math.BigDecimal}.
   *
   * @param says the allowed values, as the words after "takes"
   */
  record Plain(String says, Set<Tag> tags) implements Shape {}

  /** A mapping of known keys. */
  record Section(List<Key> keys) implements Shape {
    public Section(Key... keys) {
      this(List.of(keys));
    }

    /** The names of the allowed keys. */
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
   * A mapping of free names to plain values, each of its YAML type.
   *
   * @param reserved names that may not be given
   */
  record Values(Set<String> reserved) implements Shape {
    /** The form of a name. */
    public static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
  }
}
