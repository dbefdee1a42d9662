package io.pharos.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The part of a template that moto's CloudFormation can make. Whatever it would leave out without a
 * word is left out here, with ARNs as they would be where something refers to it.
 */
final class MotoTemplate {
  static final Set<String> MADE =
      Set.of(
          "AWS::CloudWatch::Dashboard",
          "AWS::DynamoDB::Table",
          "AWS::Events::Rule",
          "AWS::IAM::Policy",
          "AWS::IAM::Role",
          "AWS::Kinesis::Stream",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::SNS::Topic",
          "AWS::SQS::Queue",
          "AWS::StepFunctions::StateMachine");

  private static final String POLICY = "DeletionPolicy";

  private final Map<String, StackResource> leftOut = new TreeMap<>();

  private MotoTemplate(StackTemplate template) {
    template.resources().stream()
        .filter(resource -> !MADE.contains(resource.type()))
        .forEach(resource -> leftOut.put(resource.id(), resource));
  }

  static JsonNode of(StackTemplate template) {
    ObjectNode json = template.json().deepCopy();
    MotoTemplate moto = new MotoTemplate(template);
    moto.leftOut.keySet().forEach(json.withObject("Resources")::remove);
    return moto.replaced(json);
  }

  private JsonNode replaced(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : array) {
        if (!leftOut.containsKey(element.asText())) { // a dependency
          replaced.add(replaced(element));
        }
      }
      return replaced;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    String referred =
        object.has("Ref")
            ? object.path("Ref").asText()
            : object.path("Fn::GetAtt").path(0).asText();
    StackResource gone = leftOut.get(referred);
    if (gone != null) {
      return gone.type().equals("AWS::Lambda::Alias")
          ? attribute(gone.json().at("/Properties/FunctionName/Ref").asText(), "Arn")
          : JsonNodeFactory.instance.textNode("arn:aws:other:eu-west-1:123456789012:" + referred);
    }
    ObjectNode replaced = JsonNodeFactory.instance.objectNode();
    object.properties().forEach(entry -> replaced.set(entry.getKey(), replaced(entry.getValue())));
    if (object.path(POLICY).asText().equals("RetainExceptOnCreate")) {
      replaced.put(POLICY, "Retain"); // the same, once it is made, and known to moto
    }
    return replaced;
  }

  private static JsonNode attribute(String id, String name) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.putArray("Fn::GetAtt").add(id).add(name);
    return reference;
  }
}
