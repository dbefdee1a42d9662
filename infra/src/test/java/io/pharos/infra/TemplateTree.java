package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/** A template, to be asked for its resources. */
public record TemplateTree(JsonNode root) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A template as CDK has it. */
  public static TemplateTree of(Object template) {
    return new TemplateTree(JSON.valueToTree(template));
  }

  /** A template as it is written. */
  public static TemplateTree of(byte[] template) {
    try {
      return new TemplateTree(JSON.readTree(template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A resource by its logical id. */
  public JsonNode resource(String id) {
    JsonNode resource = root.path("Resources").path(id);
    assertThat(resource.isObject()).as(id).isTrue();
    return resource;
  }

  /** The properties of all resources of a type, by their logical ids. */
  public SequencedMap<String, JsonNode> all(String type) {
    SequencedMap<String, JsonNode> found = new TreeMap<>();
    root.path("Resources").properties().stream()
        .filter(entry -> entry.getValue().path("Type").asText().equals(type))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue().path("Properties")));
    return found;
  }

  /** The properties of the one resource of a type. */
  public JsonNode only(String type) {
    return resource(idOf(type)).path("Properties");
  }

  /** The logical id of the one resource of a type. */
  public String idOf(String type) {
    assertThat(all(type)).as(type).hasSize(1);
    return all(type).firstEntry().getKey();
  }

  /** What a reference refers to. */
  public static String ref(JsonNode reference) {
    return reference.path("Ref").asText();
  }

  /** A text that is joined, its references as {@code <id>}. */
  public static String joined(JsonNode join) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : join.at("/Fn::Join/1")) {
      text.append(part.isTextual() ? part.asText() : "<" + ref(part) + ">");
    }
    return text.toString();
  }

  public static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }

  /** To compare with. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
