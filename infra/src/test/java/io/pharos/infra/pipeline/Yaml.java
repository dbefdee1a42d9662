package io.pharos.infra.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML as JSON, every scalar as text; {@code !Sub x} as CloudFormation's {@code {"Fn::Sub": x}}.
 */
final class Yaml {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> WITHOUT_PREFIX = List.of("Ref", "Condition");

  private Yaml() {}

  static JsonNode read(Path file) {
    try {
      return new Compose(LoadSettings.builder().build())
          .composeString(Files.readString(file))
          .map(Yaml::json)
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode json(Node node) {
    JsonNode content =
        switch (node) {
          case ScalarNode scalar ->
              scalar.getTag().equals(Tag.NULL)
                  ? NODES.nullNode()
                  : NODES.textNode(scalar.getValue());
          case SequenceNode sequence -> {
            ArrayNode array = NODES.arrayNode();
            sequence.getValue().forEach(each -> array.add(json(each)));
            yield array;
          }
          case MappingNode mapping -> {
            ObjectNode object = NODES.objectNode();
            for (NodeTuple each : mapping.getValue()) {
              object.set(((ScalarNode) each.getKeyNode()).getValue(), json(each.getValueNode()));
            }
            yield object;
          }
          default -> throw new IllegalArgumentException("no alias or anchor is known: " + node);
        };
    String tag = node.getTag().getValue();
    return tag.startsWith("!") ? function(tag.substring(1), content) : content;
  }

  private static ObjectNode function(String name, JsonNode argument) {
    if (name.equals("GetAtt") && argument.isTextual()) {
      ArrayNode parts = NODES.arrayNode();
      List.of(argument.asText().split("\\.", 2)).forEach(parts::add);
      return NODES.objectNode().set("Fn::GetAtt", parts);
    }
    return NODES.objectNode().set(WITHOUT_PREFIX.contains(name) ? name : "Fn::" + name, argument);
  }
}
