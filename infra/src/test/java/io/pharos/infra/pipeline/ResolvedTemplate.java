package io.pharos.infra.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code build.yaml} with its conditions decided and its references followed, as CloudFormation
 * does it for some parameters. A resource is referred to as {@code <Name>}, its attributes as
 * {@code <Name.Arn>}; a bucket by a name as CloudFormation makes it.
 */
final class ResolvedTemplate {
  static final Path FILE = Path.of("../build.yaml");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");
  private static final JsonNode NO_VALUE = NODES.missingNode();

  private final JsonNode template;
  private final Map<String, String> references = new HashMap<>();
  private final ObjectNode resources = NODES.objectNode();

  private ResolvedTemplate(JsonNode template, Map<String, String> parameters) {
    this.template = template;
    template
        .path("Parameters")
        .properties()
        .forEach(each -> references.put(each.getKey(), each.getValue().path("Default").asText()));
    for (Map.Entry<String, String> given : parameters.entrySet()) {
      if (references.put(given.getKey(), given.getValue()) == null) {
        throw new IllegalArgumentException("there is no parameter " + given.getKey());
      }
    }
    String stack = "pipeline-" + references.get("Stack") + "-" + references.get("Branch");
    references.put("AWS::StackName", stack);
    references.put("AWS::Partition", "aws");
    references.put("AWS::Region", "eu-west-1");
    references.put("AWS::AccountId", "123456789012");
    references.put("ArtifactBucket", stack + "-artifactbucket-0abc");
    references.put("WorkBucket", stack + "-workbucket-0abc");
    for (String bucket : List.of("ArtifactBucket", "WorkBucket")) {
      references.put(bucket + ".Arn", "arn:aws:s3:::" + references.get(bucket));
    }
    for (Map.Entry<String, JsonNode> resource : template.path("Resources").properties()) {
      if (holds(resource.getValue().path("Condition").asText())) {
        resources.set(resource.getKey(), resolve(resource.getValue()));
      }
    }
  }

  static ResolvedTemplate with(Map<String, String> parameters) {
    return new ResolvedTemplate(Yaml.read(FILE), parameters);
  }

  /** What stays of the template's resources. */
  ObjectNode resources() {
    return resources;
  }

  JsonNode properties(String resource) {
    JsonNode found = resources.path(resource).path("Properties");
    if (found.isMissingNode()) {
      throw new IllegalArgumentException("there is no resource " + resource);
    }
    return found;
  }

  /** The names of the resources of a type. */
  List<String> ofType(String type) {
    return resources.properties().stream()
        .filter(each -> each.getValue().path("Type").asText().equals(type))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** All that a role may do: its own policies, and those that are attached to it. */
  List<Statement> statements(String role) {
    List<JsonNode> documents = new ArrayList<>();
    properties(role)
        .path("Policies")
        .forEach(policy -> documents.add(policy.path("PolicyDocument")));
    for (JsonNode attached : properties(role).path("ManagedPolicyArns")) {
      String name = attached.asText().replaceAll("[<>]", "");
      documents.add(properties(name).path("PolicyDocument"));
    }
    return documents.stream().flatMap(document -> Statement.of(document).stream()).toList();
  }

  /** What no role of the warehouse exceeds. */
  List<Statement> boundary() {
    return Statement.of(properties("Boundary").path("PolicyDocument"));
  }

  private boolean holds(String condition) {
    return condition.isEmpty() || truth(template.path("Conditions").path(condition));
  }

  private boolean truth(JsonNode expression) {
    Map.Entry<String, JsonNode> function = expression.properties().iterator().next();
    JsonNode arguments = function.getValue();
    return switch (function.getKey()) {
      case "Condition" -> holds(arguments.asText());
      case "Fn::Not" -> !truth(arguments.get(0));
      case "Fn::And" -> truth(arguments.get(0)) && truth(arguments.get(1));
      case "Fn::Equals" -> resolve(arguments.get(0)).equals(resolve(arguments.get(1)));
      default -> throw new IllegalArgumentException("no condition: " + expression);
    };
  }

  private JsonNode resolve(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = NODES.arrayNode();
      for (JsonNode each : node) {
        Optional.of(resolve(each)).filter(one -> !one.isMissingNode()).ifPresent(array::add);
      }
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.size() == 1) {
      Map.Entry<String, JsonNode> only = node.properties().iterator().next();
      if (only.getKey().equals("Ref") || only.getKey().startsWith("Fn::")) {
        return call(only.getKey(), only.getValue());
      }
    }
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      JsonNode value = resolve(each.getValue());
      if (!value.isMissingNode()) {
        object.set(each.getKey(), value);
      }
    }
    return object;
  }

  private JsonNode call(String function, JsonNode argument) {
    return switch (function) {
      case "Ref" ->
          argument.asText().equals("AWS::NoValue")
              ? NO_VALUE
              : NODES.textNode(reference(argument.asText()));
      case "Fn::GetAtt" ->
          NODES.textNode(reference(argument.get(0).asText() + "." + argument.get(1).asText()));
      case "Fn::If" -> resolve(argument.get(holds(argument.get(0).asText()) ? 1 : 2));
      case "Fn::Join" ->
          NODES.textNode(String.join(argument.get(0).asText(), texts(resolve(argument.get(1)))));
      case "Fn::Split" -> {
        ArrayNode parts = NODES.arrayNode();
        String text = resolve(argument.get(1)).asText();
        List.of(text.split(Pattern.quote(argument.get(0).asText()), -1)).forEach(parts::add);
        yield parts;
      }
      case "Fn::Sub" -> substitute(argument);
      default -> throw new IllegalArgumentException("not known: " + function);
    };
  }

  private JsonNode substitute(JsonNode argument) {
    JsonNode own = argument.isArray() ? resolve(argument.get(1)) : NODES.objectNode();
    String text = argument.isArray() ? argument.get(0).asText() : argument.asText();
    return NODES.textNode(
        PLACEHOLDER
            .matcher(text)
            .replaceAll(found ->
                Matcher.quoteReplacement(
                    own.has(found.group(1))
                        ? own.get(found.group(1)).asText()
                        : reference(found.group(1)))));
  }

  private String reference(String name) {
    String known = references.get(name);
    if (known != null) {
      return known;
    }
    String resource = name.replaceAll("\\..*", "");
    if (!template.path("Resources").has(resource)) {
      throw new IllegalArgumentException("nothing is called " + name);
    }
    return "<" + name + ">";
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  /** A statement of a policy, its actions and resources as lists. */
  record Statement(
      String effect, List<String> actions, List<String> resources, JsonNode conditions) {
    /** The actions of all of them. */
    static List<String> actions(List<Statement> statements) {
      return statements.stream().flatMap(each -> each.actions().stream()).toList();
    }

    /** The resources of all of them. */
    static List<String> resources(List<Statement> statements) {
      return statements.stream().flatMap(each -> each.resources().stream()).toList();
    }

    static List<Statement> of(JsonNode document) {
      List<Statement> statements = new ArrayList<>();
      for (JsonNode each : document.path("Statement")) {
        statements.add(
            new Statement(
                each.path("Effect").asText(),
                list(each.path("Action")),
                list(each.path("Resource")),
                each.path("Condition")));
      }
      return statements;
    }

    /** Whether an action is one of these on a resource, or on all that a pattern of it covers. */
    boolean covers(String action, String resource) {
      return actions.contains(action) && names(resource);
    }

    boolean names(String resource) {
      return resources.stream()
          .map(each -> Pattern.quote(each).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
          .anyMatch(resource::matches);
    }

    private static List<String> list(JsonNode oneOrMany) {
      return oneOrMany.isArray() ? texts(oneOrMany) : List.of(oneOrMany.asText());
    }
  }
}
