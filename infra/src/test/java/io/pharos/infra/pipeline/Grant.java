package io.pharos.infra.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.infra.TemplateTree;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a role of the warehouse {@code pharos-main} may do, with the ARN that AWS would have. */
record Grant(String action, String resource) {
  private static final String STACK = "pharos-main";
  private static final String HERE = "eu-west-1:123456789012:";

  private static final Map<String, String> PSEUDO =
      Map.of(
          "AWS::Partition", "aws",
          "AWS::Region", "eu-west-1",
          "AWS::AccountId", "123456789012",
          "AWS::StackName", STACK,
          "AWS::StackId", "arn:aws:cloudformation:" + HERE + "stack/" + STACK + "/0abc");

  /** What stands before the name of a resource of a type, and the property that has the name. */
  private enum Kind {
    ALARM("AWS::CloudWatch::Alarm", "cloudwatch:" + HERE + "alarm:", "AlarmName"),
    BUCKET("AWS::S3::Bucket", "s3:::", "BucketName"),
    FUNCTION("AWS::Lambda::Function", "lambda:" + HERE + "function:", "FunctionName"),
    LOG("AWS::Logs::LogGroup", "logs:" + HERE + "log-group:", "LogGroupName"),
    MACHINE("AWS::StepFunctions::StateMachine", "states:" + HERE + "stateMachine:", "Name"),
    QUEUE("AWS::SQS::Queue", "sqs:" + HERE, "QueueName"),
    STREAM("AWS::Kinesis::Stream", "kinesis:" + HERE + "stream/", "Name"),
    TABLE("AWS::DynamoDB::Table", "dynamodb:" + HERE + "table/", "TableName"),
    TOPIC("AWS::SNS::Topic", "sns:" + HERE, "TopicName");

    private final String type;
    private final String prefix;
    private final String name;

    Kind(String type, String prefix, String name) {
      this.type = type;
      this.prefix = prefix;
      this.name = name;
    }

    static Optional<Kind> of(JsonNode resource) {
      String type = resource.path("Type").asText();
      return Stream.of(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }

    /** A name that is not given is made of the stack's and the logical id. */
    String arn(String id, JsonNode resource) {
      String given = resource.path("Properties").path(name).asText();
      String made = STACK + "-" + id + "-0ABC";
      return "arn:aws:"
          + prefix
          + (!given.isEmpty() ? given : this == BUCKET ? made.toLowerCase(Locale.ROOT) : made);
    }
  }

  /** All that the policies of the warehouse's roles allow. */
  static List<Grant> of(TemplateTree warehouse) {
    return warehouse
        .root()
        .path("Resources")
        .valueStream()
        .filter(resource ->
            resource.path("Type").asText().matches("AWS::IAM::(Role|Policy|ManagedPolicy)"))
        .flatMap(holder -> holder.path("Properties").findValues("PolicyDocument").stream())
        .flatMap(policy -> each(policy.path("Statement")))
        .flatMap(statement -> of(warehouse, statement))
        .distinct()
        .toList();
  }

  private static Stream<Grant> of(TemplateTree warehouse, JsonNode statement) {
    return each(statement.path("Action"))
        .flatMap(action ->
            each(statement.path("Resource"))
                .map(resource -> new Grant(action.asText(), text(warehouse, resource))));
  }

  private static Stream<JsonNode> each(JsonNode oneOrMany) {
    return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
  }

  private static String text(TemplateTree warehouse, JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    if (value.has("Fn::Join")) {
      StringBuilder joined = new StringBuilder();
      value.at("/Fn::Join/1").forEach(part -> joined.append(text(warehouse, part)));
      return joined.toString();
    }
    String id = value.path("Ref").asText(value.at("/Fn::GetAtt/0").asText());
    if (PSEUDO.containsKey(id)) {
      return String.valueOf(PSEUDO.get(id));
    }
    JsonNode resource = warehouse.resource(id);
    if (resource.path("Type").asText().equals("AWS::Lambda::Alias")) {
      JsonNode alias = resource.path("Properties");
      String function = TemplateTree.ref(alias.path("FunctionName"));
      return Kind.FUNCTION.arn(function, warehouse.resource(function))
          + ":"
          + alias.path("Name").asText();
    }
    return Kind.of(resource)
        .orElseThrow(() -> new IllegalArgumentException("of what type is " + resource))
        .arn(id, resource);
  }
}
