package io.pharos.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CloudFormation's functions in a template. */
final class Intrinsics {
  /** Of CDK; that of a function's version has another one behind it. */
  private static final Pattern HASH = Pattern.compile("[0-9A-F]{8}([0-9a-f]{32})?$");

  private static final Pattern SUBSTITUTED = Pattern.compile("\\$\\{([^!}][^}]*)}");

  private Intrinsics() {}

  /** What refers to something. */
  record Reference(String function, String id, String attribute) {
    /** Whether it stands for what the id means, be it a resource or a parameter. */
    boolean isValue() {
      return attribute.isEmpty() && !function.equals("DependsOn");
    }
  }

  /** A logical id without the hash at its end. */
  static String name(String id) {
    return HASH.matcher(id).replaceFirst("");
  }

  /** The same with each function a text, as {@code Fn::Sub} would spell it. */
  static JsonNode plain(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode plain = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> plain.add(plain(element)));
      return plain;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    if (object.size() == 1) {
      var only = object.properties().iterator().next();
      switch (only.getKey()) {
        case "Ref" -> {
          return text(only.getValue().asText(), "");
        }
        case "Fn::GetAtt" -> {
          return text(only.getValue().path(0).asText(), "." + only.getValue().path(1).asText());
        }
        case "Fn::Join" -> {
          List<String> parts = new ArrayList<>();
          plain(only.getValue().path(1))
              .forEach(part -> parts.add(part.isValueNode() ? part.asText() : part.toString()));
          return TextNode.valueOf(String.join(only.getValue().path(0).asText(), parts));
        }
        default -> {
          // an object like any other
        }
      }
    }
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> plain.set(entry.getKey(), plain(entry.getValue())));
    return plain;
  }

  private static TextNode text(String id, String attribute) {
    return TextNode.valueOf("${" + name(id) + attribute + "}");
  }

  /** All that refers to something, with the ids as they are. */
  static List<Reference> references(JsonNode node) {
    List<Reference> found = new ArrayList<>();
    collect(node, found);
    return found;
  }

  private static void collect(JsonNode node, List<Reference> found) {
    node.properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          switch (entry.getKey()) {
            case "Ref" -> found.add(new Reference("Ref", value.asText(), ""));
            case "Fn::GetAtt" ->
                found.add(new Reference("GetAtt", value.path(0).asText(), value.path(1).asText()));
            case "Fn::Sub" ->
                collect(value.isArray() ? value.path(0).asText() : value.asText(), found);
            case "DependsOn" -> {
              if (value.isTextual()) {
                found.add(new Reference("DependsOn", value.asText(), ""));
              }
              value.forEach(id -> found.add(new Reference("DependsOn", id.asText(), "")));
            }
            default -> {
              // looked into below
            }
          }
        });
    node.forEach(child -> collect(child, found));
  }

  private static void collect(String substituted, List<Reference> found) {
    Matcher names = SUBSTITUTED.matcher(substituted);
    while (names.find()) {
      String name = names.group(1);
      int dot = name.indexOf('.');
      found.add(
          dot < 0
              ? new Reference("Sub", name, "")
              : new Reference("Sub", name.substring(0, dot), name.substring(dot + 1)));
    }
  }
}
