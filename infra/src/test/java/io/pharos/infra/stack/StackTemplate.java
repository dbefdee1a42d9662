package io.pharos.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A template as tests read it. */
final class StackTemplate {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final byte[] bytes;
  private final JsonNode json;
  private final List<StackResource> resources = new ArrayList<>();

  StackTemplate(byte[] bytes) {
    this.bytes = bytes.clone();
    try {
      json = MAPPER.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    json.path("Resources")
        .properties()
        .forEach(entry -> resources.add(new StackResource(entry.getKey(), entry.getValue())));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  JsonNode json() {
    return json;
  }

  List<StackResource> resources() {
    return List.copyOf(resources);
  }

  List<StackResource> resources(String type) {
    return resources.stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The functions that run our zips; one for development has its few lines in the template. */
  List<StackResource> functions() {
    return resources("AWS::Lambda::Function").stream()
        .filter(function -> function.properties().at("/Code/ZipFile").isMissingNode())
        .toList();
  }

  /** The only one of a type and a name, as {@link StackResource#name} has it. */
  StackResource resource(String type, String name) {
    List<StackResource> found =
        resources(type).stream().filter(resource -> resource.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new AssertionError(
          "%d of type %s are called %s; there are %s"
              .formatted(
                  found.size(),
                  type,
                  name,
                  resources(type).stream().map(StackResource::name).toList()));
    }
    return found.getFirst();
  }

  /** The only one of a type. */
  StackResource only(String type) {
    List<StackResource> found = resources(type);
    if (found.size() != 1) {
      throw new AssertionError(
          "%d are of type %s: %s"
              .formatted(found.size(), type, found.stream().map(StackResource::name).toList()));
    }
    return found.getFirst();
  }

  /** The value of an output, references as text; empty where there is none. */
  String output(String name) {
    return Intrinsics.plain(json.path("Outputs").path(name).path("Value")).asText();
  }
}
