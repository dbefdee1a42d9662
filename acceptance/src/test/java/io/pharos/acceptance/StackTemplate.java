package io.pharos.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A template as ./pharos synth makes it, by what its functions may do and are told. */
final class StackTemplate {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonNode resources;

  /**
   * That a role may do something.
   *
   * @param resource an ARN; what CloudFormation puts in stands in braces
   * @param condition as JSON, or nothing
   */
  record Permission(String action, String resource, String condition)
      implements Comparable<Permission> {
    static Permission of(String action, String resource) {
      return new Permission(action, resource, "");
    }

    @Override
    public int compareTo(Permission other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return action + " on " + resource + (condition.isEmpty() ? "" : " if " + condition);
    }
  }

  StackTemplate(byte[] template) {
    try {
      resources = MAPPER.readTree(template).path("Resources");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that the role of a function may do. */
  NavigableSet<Permission> permissions(String function) {
    String role = properties(function).path("Role").path("Fn::GetAtt").path(0).asText();
    if (resources.path(role).path("Properties").has("ManagedPolicyArns")) {
      throw new AssertionError(role + " has policies that are not of the template");
    }
    return Stream.concat(
            stream(resources.path(role).path("Properties").path("Policies")),
            resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
                .map(Entry::getValue)
                .filter(policy ->
                    stream(policy.path("Roles"))
                        .anyMatch(holder -> holder.path("Ref").asText().equals(role))))
        .flatMap(this::permissions)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All that any role may do. */
  NavigableSet<Permission> permissions() {
    return Stream.concat(
            resources("AWS::IAM::Role").flatMap(role -> stream(role.getValue().path("Policies"))),
            resources("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy").map(Entry::getValue))
        .flatMap(this::permissions)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Permission> permissions(JsonNode policy) {
    return stream(policy.path("PolicyDocument").path("Statement"))
        .flatMap(statement ->
            stream(statement.path("Action"))
                .flatMap(action ->
                    stream(statement.path("Resource"))
                        .map(resource ->
                            new Permission(
                                action.asText(),
                                text(resource),
                                statement.has("Condition")
                                    ? statement.path("Condition").toString()
                                    : ""))));
  }

  /** The variables that a function is told, and their values. */
  NavigableMap<String, String> environment(String function) {
    NavigableMap<String, String> variables = new TreeMap<>();
    properties(function)
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> variables.put(variable.getKey(), text(variable.getValue())));
    return variables;
  }

  /** What a function is told by one of its variables. */
  String told(String function, String variable) {
    return Objects.requireNonNull(environment(function).get(variable), variable);
  }

  /** Whether Lambda traces a function's invocations. */
  boolean traced(String function) {
    return properties(function).at("/TracingConfig/Mode").asText().equals("Active");
  }

  private JsonNode properties(String function) {
    return function(function).getValue();
  }

  /** The logical id and the properties of a function. */
  Entry<String, JsonNode> function(String name) {
    return resources("AWS::Lambda::Function")
        .filter(function -> function.getValue().path("FunctionName").asText().endsWith("-" + name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no function " + name));
  }

  /** Logical ids and properties of resources of some types. */
  Stream<Entry<String, JsonNode>> resources(String... types) {
    return resources.properties().stream()
        .filter(resource -> List.of(types).contains(type(resource.getValue())))
        .map(resource -> Map.entry(resource.getKey(), resource.getValue().path("Properties")));
  }

  private static String type(JsonNode resource) {
    return resource.path("Type").asText();
  }

  /** A value that is a text once CloudFormation has put in what it refers to. */
  String text(JsonNode value) {
    if (value.has("Ref")) {
      return "${" + value.path("Ref").asText() + "}";
    }
    if (value.has("Fn::GetAtt")) {
      return attribute(value.path("Fn::GetAtt").path(0).asText(), value);
    }
    return value.has("Fn::Join")
        ? stream(value.path("Fn::Join").path(1))
            .map(this::text)
            .collect(Collectors.joining(value.path("Fn::Join").path(0).asText()))
        : value.asText();
  }

  /** The ARN of a stream, which has a name of its own, is known beforehand. */
  private String attribute(String id, JsonNode value) {
    JsonNode resource = resources.path(id);
    return type(resource).equals("AWS::Kinesis::Stream")
        ? arn("kinesis", "stream/" + resource.path("Properties").path("Name").asText())
        : "${" + id + "." + value.path("Fn::GetAtt").path(1).asText() + "}";
  }

  /** The ARN of something in the stack's account and region. */
  static String arn(String service, String resource) {
    return "arn:${AWS::Partition}:%s:${AWS::Region}:${AWS::AccountId}:%s"
        .formatted(service, resource);
  }

  /** The elements of a list; what is none counts as one of one. */
  private static Stream<JsonNode> stream(JsonNode list) {
    if (list.isMissingNode()) {
      return Stream.of();
    }
    return list.isArray() ? StreamSupport.stream(list.spliterator(), false) : Stream.of(list);
  }
}
