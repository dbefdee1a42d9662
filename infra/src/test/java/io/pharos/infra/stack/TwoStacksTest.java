package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two warehouses in one account and region do not meet. */
class TwoStacksTest {
  /** Names inside of something that has a name of its own. */
  private static final List<Pattern> LOCAL =
      Stream.of(
              "AWS::ApiGatewayV2::Stage\\.StageName", // of its API
              "AWS::CloudWatch::Alarm\\..*MetricName", // with its dimensions
              "AWS::CloudWatch::Alarm\\..*Dimensions\\[]\\.Name",
              "AWS::CodeDeploy::DeploymentGroup\\.DeploymentConfigName", // AWS's own
              "AWS::DynamoDB::Table\\..*AttributeName",
              "AWS::Glue::Table\\.TableInput\\..*", // of its database
              "AWS::IAM::Policy\\.PolicyName", // of its role
              "AWS::KinesisFirehose::DeliveryStream\\..*(TableName|ParameterName)",
              "AWS::Lambda::Alias\\.Name") // of its function
          .map(Pattern::compile)
          .toList();

  @Test
  void twoStacksHaveNoNameInCommon() {
    Map<String, String> other = names(Variant.OTHER_STACK.template());
    Map<String, String> common = names(Variant.DEFAULTS.template());
    assertThat(common).hasSizeGreaterThan(25);
    common.keySet().retainAll(other.keySet());

    assertThat(common).isEmpty();
  }

  @Test
  void nothingIsExported() {
    for (Variant variant : Variant.values()) {
      assertThat(variant.template().json().path("Outputs"))
          .isNotEmpty()
          .noneMatch(output -> output.has("Export"));
    }
  }

  /** By type, property and name. */
  private static Map<String, String> names(StackTemplate template) {
    Map<String, String> names = new TreeMap<>();
    for (StackResource resource : template.resources()) {
      collect(resource.type(), resource.properties(), resource.id(), names);
    }
    return names;
  }

  /** To something of its own stack. */
  private static boolean refers(String text) {
    return text.startsWith("${") && !text.startsWith("${AWS::");
  }

  private static void collect(String path, JsonNode node, String id, Map<String, String> names) {
    node.properties()
        .forEach(entry -> {
          String name = path + "." + entry.getKey();
          if (entry.getKey().endsWith("Name")
              && entry.getValue().isTextual()
              && !refers(entry.getValue().asText())
              && LOCAL.stream().noneMatch(local -> local.matcher(name).matches())) {
            names.put(name + " = " + entry.getValue().asText(), id);
          }
          collect(name, entry.getValue(), id, names);
        });
    node.forEach(element -> {
      if (node.isArray()) {
        collect(path + "[]", element, id, names);
      }
    });
  }
}
