package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What is left of data when a resource goes from the template, or the stack is deleted. */
class DataSurvivesTest {
  /** Types that hold what cannot be made again. */
  static final Set<String> HOLD_DATA =
      Set.of("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::Kinesis::Stream");

  /** What the rest is made of: what is declared, what was logged, and messages on their way. */
  private static final List<String> HOLD_NONE =
      List.of(
          "AWS::ApiGatewayV2::",
          "AWS::Athena::WorkGroup",
          "AWS::CertificateManager::",
          "AWS::CloudFormation::CustomResource",
          "AWS::CloudWatch::",
          "AWS::CodeDeploy::",
          "AWS::Events::Rule",
          "AWS::Glue::",
          "AWS::IAM::",
          "AWS::KinesisFirehose::",
          "AWS::Lambda::",
          "AWS::Logs::",
          "AWS::Route53::",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::",
          "AWS::SQS::",
          "AWS::Scheduler::",
          "AWS::StepFunctions::");

  @ParameterizedTest
  @EnumSource
  void ofEveryTypeItIsKnownWhetherItHoldsData(Variant variant) {
    assertThat(variant.template().resources())
        .filteredOn(resource -> !HOLD_DATA.contains(resource.type()))
        .allSatisfy(resource ->
            assertThat(HOLD_NONE)
                .as("say in this class whether a %s holds data", resource.type())
                .anyMatch(resource.type()::startsWith));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DEV")
  void dataOutlivesItsResource(Variant variant) {
    assertThat(variant.template().resources())
        .filteredOn(resource -> HOLD_DATA.contains(resource.type()))
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(StackResource::outlivesTheTemplate);
  }

  /** What runs in functions goes after what calls them, and before the buckets are emptied. */
  @ParameterizedTest
  @EnumSource(names = "DEV")
  void nobodyWritesIntoABucketThatIsEmptied(Variant variant) {
    List<String> emptying =
        variant.template().resources("AWS::CloudFormation::CustomResource").stream()
            .map(StackResource::id)
            .toList();

    assertThat(emptying).hasSize(2);
    assertThat(variant.template().functions())
        .allSatisfy(function ->
            assertThat(function.json().path("DependsOn"))
                .extracting(JsonNode::asText)
                .containsAll(emptying));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "DEV")
  void noFunctionEmptiesABucketThatIsKept(Variant variant) {
    assertThat(variant.template().resources("AWS::CloudFormation::CustomResource")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "DEV")
  void nothingOutlivesAStackForDevelopment(Variant variant) {
    assertThat(variant.template().resources())
        .filteredOn(resource -> HOLD_DATA.contains(resource.type()))
        .hasSizeGreaterThanOrEqualTo(5)
        .allSatisfy(resource -> {
          assertThat(resource.json().path("DeletionPolicy").asText()).isEqualTo("Delete");
          assertThat(resource.json().path("UpdateReplacePolicy").asText()).isEqualTo("Delete");
        });
  }
}
