package io.pharos.core.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * JSON Schemas for text editors, made from the reader's own keys. Only the reader checks relations
 * between keys.
 */
public final class ShapeSchema {
  /** The version that YAML language servers support best. */
  private static final String DRAFT = "http://json-schema.org/draft-07/schema#";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ShapeSchema() {}

  /** The schema of a file with the keys of a section. */
  public static ObjectNode of(String title, Shape.Section section) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", DRAFT).put("title", title);
    return schema.setAll(section(section));
  }

  private static ObjectNode schema(Shape shape) {
    return switch (shape) {
      case Shape.Scalar scalar -> scalar(scalar);
      case Shape.Plain plain -> plain(plain);
      case Shape.Section section -> section(section);
      case Shape.Sequence sequence -> sequence(sequence);
      case Shape.Values values -> values(values);
    };
  }

  private static ObjectNode scalar(Shape.Scalar scalar) {
    ObjectNode schema = JSON.objectNode().put("type", type(scalar.tag()));
    scalar.schema().accept(schema);
    return schema;
  }

  private static ObjectNode plain(Shape.Plain plain) {
    ObjectNode schema = JSON.objectNode();
    if (plain.tags().contains(Tag.STR)) {
      schema.putArray("type").add("string").add("number");
    } else {
      schema.put("type", "number");
    }
    return schema;
  }

  private static String type(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return "integer";
    }
    return tag.equals(Tag.BOOL) ? "boolean" : "string";
  }

  private static ObjectNode section(Shape.Section section) {
    ObjectNode schema = JSON.objectNode().put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Key key : section.keys()) {
      if (key.refusal().isEmpty()) {
        properties.set(key.name(), key(key));
      }
      if (key.required()) {
        required.add(key.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    ArrayNode rules = kindRules(section);
    if (!rules.isEmpty()) {
      schema.set("allOf", rules);
    }
    return schema;
  }

  private static ObjectNode key(Key key) {
    ObjectNode schema = JSON.objectNode().put("description", key.description());
    schema.setAll(schema(key.shape()));
    key.byDefault().ifPresent(text -> putDefault(schema, key.shape(), text));
    return schema;
  }

  private static void putDefault(ObjectNode schema, Shape shape, String text) {
    switch (type(shape)) {
      case "integer" -> schema.put("default", Integer.parseInt(text));
      case "boolean" -> schema.put("default", Boolean.parseBoolean(text));
      default -> schema.put("default", text);
    }
  }

  private static String type(Shape shape) {
    return shape instanceof Shape.Scalar scalar
        ? type(scalar.tag())
        : shape.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode sequence(Shape.Sequence sequence) {
    ObjectNode schema = JSON.objectNode().put("type", "array");
    if (sequence.least() > 0) {
      schema.put("minItems", sequence.least());
    }
    schema.set("items", schema(sequence.item()));
    return schema;
  }

  private static ObjectNode values(Shape.Values values) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode names = schema.putObject("propertyNames");
    names.put("pattern", "^" + Shape.Values.NAME.pattern() + "$");
    ArrayNode reserved = names.putObject("not").putArray("enum");
    values.reserved().stream().sorted().forEach(reserved::add);
    ArrayNode types = schema.putObject("additionalProperties").putArray("type");
    List.of("string", "number", "boolean").forEach(types::add);
    return schema;
  }

  /** Keys that only some kinds of tables may have, and those that some must have. */
  private static ArrayNode kindRules(Shape.Section section) {
    ArrayNode rules = JSON.arrayNode();
    for (Key key : section.keys()) {
      if (!key.kinds().isEmpty()) {
        ObjectNode rule = ifKind(key.kinds());
        rule.putObject("else").putObject("properties").put(key.name(), false);
        rules.add(rule);
      }
      if (!key.requiredFor().isEmpty()) {
        ObjectNode rule = ifKind(key.requiredFor());
        rule.putObject("then").putArray("required").add(key.name());
        rules.add(rule);
      }
    }
    return rules;
  }

  private static ObjectNode ifKind(List<String> kinds) {
    ObjectNode rule = JSON.objectNode();
    ObjectNode condition = rule.putObject("if");
    ArrayNode values = condition.putObject("properties").putObject("kind").putArray("enum");
    kinds.forEach(values::add);
    return rule;
  }
}
