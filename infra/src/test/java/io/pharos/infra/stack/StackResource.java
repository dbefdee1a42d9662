package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A resource of a template.
 *
 * @param id its logical id
 */
record StackResource(String id, JsonNode json) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Its id without the hash that CDK ends it in: the path of its construct. */
  String name() {
    return Intrinsics.name(id);
  }

  String type() {
    return json.path("Type").asText();
  }

  /** Its properties, each reference a text: {@code arn:${AWS::Partition}:..}. */
  JsonNode properties() {
    return Intrinsics.plain(json.path("Properties"));
  }

  /** One of its properties. */
  JsonNode property(String pointer) {
    return properties().at(pointer);
  }

  String text(String pointer) {
    return property(pointer).asText();
  }

  /** Whether it stays in the account when it goes, unless what made it is rolled back. */
  boolean outlivesTheTemplate() {
    return json.path("DeletionPolicy").asText().equals("RetainExceptOnCreate")
        && json.path("UpdateReplacePolicy").asText().equals("Retain");
  }

  /** Asserts that it has at least these properties; arrays are to be equal. */
  StackResource has(String expected) {
    try {
      JsonNode all = MAPPER.readTree(expected);
      JsonNode found = common(all, properties());
      if (!found.equals(all)) { // which the order of keys is nothing to
        assertThat(found.toPrettyString()).as(id).isEqualTo(all.toPrettyString());
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(expected, e);
    }
    return this;
  }

  /** Of what is found, that which something is expected of. */
  private static JsonNode common(JsonNode expected, JsonNode found) {
    if (!expected.isObject() || !found.isObject()) {
      return found;
    }
    var common = MAPPER.createObjectNode();
    expected
        .properties()
        .forEach(entry ->
            common.set(entry.getKey(), common(entry.getValue(), found.path(entry.getKey()))));
    return common;
  }

  @Override
  public String toString() {
    return type() + " " + name();
  }
}
