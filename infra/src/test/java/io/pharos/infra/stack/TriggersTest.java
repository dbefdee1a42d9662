package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens by the clock and after a deployment, and where it is told that it failed. */
class TriggersTest {
  private static final String SCHEDULE = "AWS::Scheduler::Schedule";
  private static final String PARTITIONER = "${WarehousePartitionerLive}";

  @Test
  void partitionsAreRegisteredWheneverATableIsDue() {
    assertThat(partitions(Variant.DEFAULTS)).containsExactly("rate(1 hour)");
    assertThat(partitions(Variant.TWO_DATABASES))
        .containsExactlyInAnyOrder("rate(1 hour)", "rate(30 minutes)");
  }

  private static List<String> partitions(Variant variant) {
    return variant.template().resources(SCHEDULE).stream()
        .filter(schedule -> schedule.text("/Target/Arn").equals(PARTITIONER))
        .map(schedule -> schedule.text("/ScheduleExpression"))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void everyScheduleIsOnTimeInAZoneAndTriesAgain(Variant variant) {
    assertThat(variant.template().resources(SCHEDULE))
        .isNotEmpty()
        .allSatisfy(schedule -> {
          schedule.has("{\"FlexibleTimeWindow\": {\"Mode\": \"OFF\"}}");
          assertThat(schedule.text("/ScheduleExpressionTimezone"))
              .matches("UTC|[A-Z][A-Za-z_]+/[A-Za-z_/-]+");
          assertThat(schedule.text("/Target/RoleArn")).isEqualTo("${WarehouseTriggersRole.Arn}");
          assertThat(schedule.text("/Target/DeadLetterConfig/Arn"))
              .isEqualTo("${WarehouseMessagesFailed.Arn}");
          assertThat(schedule.property("/Target/RetryPolicy/MaximumRetryAttempts").asInt())
              .isPositive();
        });
  }

  @Test
  void aDeploymentRegistersPartitionsAtOnce() {
    assertThat(Variant.DEFAULTS.template().resources("AWS::Events::Rule"))
        .filteredOn(rule -> rule.text("/EventPattern/source/0").equals("aws.cloudformation"))
        .singleElement()
        .satisfies(rule -> {
          rule.has(
              """
              {"State": "ENABLED", "EventPattern": {
                "source": ["aws.cloudformation"],
                "detail-type": ["CloudFormation Stack Status Change"],
                "detail": {
                  "stack-id": ["${AWS::StackId}"],
                  "status-details": {"status": ["CREATE_COMPLETE", "UPDATE_COMPLETE"]}
                }
              }}
              """);
          assertThat(rule.text("/Targets/0/Arn")).isEqualTo(PARTITIONER);
          assertThat(rule.text("/Targets/0/DeadLetterConfig/Arn"))
              .isEqualTo("${WarehouseMessagesFailed.Arn}");
        });
  }

  /** A queue takes messages of a rule only if its own policy says so. */
  @ParameterizedTest
  @EnumSource
  void whatARuleCouldNotCallIsKept(Variant variant) {
    List<JsonNode> statements =
        variant.template().resources("AWS::SQS::QueuePolicy").stream()
            .flatMap(policy -> policy.property("/PolicyDocument/Statement").valueStream())
            .filter(statement -> statement.path("Effect").asText().equals("Allow"))
            .filter(statement -> statement.path("Action").asText().equals("sqs:SendMessage"))
            .filter(statement ->
                statement.at("/Principal/Service").asText().equals("events.amazonaws.com"))
            .toList();

    assertThat(variant.template().resources("AWS::Events::Rule"))
        .isNotEmpty()
        .allSatisfy(rule -> {
          assertThat(rule.property("/Targets"))
              .allSatisfy(target ->
                  assertThat(target.at("/DeadLetterConfig/Arn").asText())
                      .isEqualTo("${WarehouseMessagesFailed.Arn}"));
          assertThat(statements)
              .as("%s", rule)
              .anyMatch(statement ->
                  statement.path("Condition").toString().contains("${" + rule.name() + ".Arn}"));
        });
  }

  /** Scheduler and EventBridge are done once Lambda has the call: what fails later is told here. */
  @ParameterizedTest
  @ValueSource(strings = {"Partitioner", "Curation"})
  void whatAFunctionFailedAtWithNobodyWaitingIsKept(String construct) {
    assertThat(Variant.DEFAULTS.template().resources("AWS::Lambda::EventInvokeConfig"))
        .filteredOn(
            config -> config.text("/FunctionName").equals("${Warehouse" + construct + "Function}"))
        .singleElement()
        .satisfies(config ->
            config.has(
                """
                {
                  "Qualifier": "live",
                  "DestinationConfig": {
                    "OnFailure": {"Destination": "${WarehouseMessagesFailed.Arn}"}
                  }
                }
                """));
  }

  @Test
  void theQueueOfFailuresKeepsThemAsLongAsItCan() {
    Variant.DEFAULTS
        .template()
        .only("AWS::SQS::Queue")
        .has("{\"MessageRetentionPeriod\": 1209600, \"SqsManagedSseEnabled\": true}");
  }

  @ParameterizedTest
  @EnumSource
  void topicsAndQueuesTakeTlsOnly(Variant variant) {
    StackTemplate template = variant.template();
    assertThat(template.resources("AWS::SNS::Topic"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(topic -> assertTlsOnly(template, "AWS::SNS::TopicPolicy", "/Topics", topic));
    assertThat(template.resources("AWS::SQS::Queue"))
        .isNotEmpty()
        .allSatisfy(queue -> assertTlsOnly(template, "AWS::SQS::QueuePolicy", "/Queues", queue));
  }

  private static void assertTlsOnly(
      StackTemplate template, String type, String of, StackResource resource) {
    assertThat(template.resources(type))
        .filteredOn(
            policy -> policy.property(of).toString().equals("[\"${" + resource.name() + "}\"]"))
        .singleElement()
        .satisfies(policy ->
            assertThat(policy.property("/PolicyDocument/Statement"))
                .anySatisfy(statement -> {
                  assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
                  assertThat(statement.path("Principal").toString()).contains("\"*\"");
                  assertThat(statement.path("Condition"))
                      .hasToString("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
                }));
  }

  @Test
  void somebodyIsToldOfFailuresWhereThereIsAnAddress() {
    assertThat(Variant.DEFAULTS.template().resources("AWS::SNS::Subscription")).isEmpty();
    Variant.E_MAIL
        .template()
        .only("AWS::SNS::Subscription")
        .has(
            """
            {
              "Protocol": "email",
              "Endpoint": "ops@example.com",
              "TopicArn": "${WarehouseMessagesFailures}"
            }
            """);
  }

  @ParameterizedTest
  @EnumSource
  void theStackSaysWhereThingsAre(Variant variant) {
    StackTemplate template = variant.template();

    assertThat(template.output("DataBucket")).isEqualTo("${WarehouseData}");
    assertThat(template.output("QueryResultsBucket")).isEqualTo("${WarehouseQueryResults}");
    assertThat(template.output("FailureTopic")).isEqualTo("${WarehouseMessagesFailures}");
    assertThat(template.output("SuccessTopic")).isEqualTo("${WarehouseMessagesSuccesses}");
    assertThat(template.output("Workgroup")).isEqualTo(variant.props().names().workgroup());
    assertThat(template.output("DatabasePrefix"))
        .isEqualTo(variant.props().names().databasePrefix());
    assertThat(template.output("DeployedCommit")).isEqualTo("${Commit}");
    assertThat(template.output("DeployedBuild")).isEqualTo("${Build}");
  }
}
