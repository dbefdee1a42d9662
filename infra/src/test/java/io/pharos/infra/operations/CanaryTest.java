package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.WarehouseOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CanaryTest {
  /** The shortest canary, and how long metrics take to be there. */
  private static final int CANARY_SECONDS = 300;

  private static final int TOLD_AFTER_SECONDS = 120;

  /** What CodeDeploy takes. */
  private static final int MOST_ALARMS = 10;

  /** It looks hours back: no canary is as long. It keeps versions from being changed meanwhile. */
  private static final String SLOW = "partitions-stale";

  private static final Set<String> OF_THE_DATA =
      Set.of(
          "api-errors",
          "beacon-errors",
          "partitioner-errors",
          SLOW,
          "quarantine-rate",
          "throttling");

  private final Watched example = Watched.Example.get();
  private final Watched dev =
      Watched.of(Watched.shipped(), WarehouseOptions.DEFAULTS.forDevelopment());

  @Test
  void everyFunctionsAliasIsMovedByAGroupOfItsOwn() {
    Map<String, JsonNode> groups = example.template().all("AWS::CodeDeploy::DeploymentGroup");
    Set<String> used = new TreeSet<>();
    example
        .template()
        .all("AWS::Lambda::Alias")
        .keySet()
        .forEach(alias ->
            used.add(
                example
                    .template()
                    .resource(alias)
                    .path("UpdatePolicy")
                    .path("CodeDeployLambdaAliasUpdate")
                    .path("DeploymentGroupName")
                    .path("Ref")
                    .asText()));

    assertThat(groups).hasSize(LambdaFunction.values().length);
    assertThat(used).isEqualTo(groups.keySet());
    assertThat(example.template().all("AWS::CodeDeploy::Application")).hasSize(1);
  }

  @Test
  void aNewVersionGoesBackWhereItFailsIsStoppedOrSetsOffAnAlarm() {
    assertThat(example.template().all("AWS::CodeDeploy::DeploymentGroup").values())
        .allSatisfy(group -> {
          assertThat(group.path("DeploymentConfigName").asText())
              .isEqualTo("CodeDeployDefault.LambdaCanary10Percent5Minutes");
          JsonNode rollback = group.path("AutoRollbackConfiguration");
          assertThat(rollback.path("Enabled").asBoolean()).isTrue();
          assertThat(rollback.path("Events"))
              .extracting(JsonNode::asText)
              .containsExactlyInAnyOrder(
                  "DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST", "DEPLOYMENT_STOP_ON_ALARM");
        });
  }

  @Test
  void alarmsOfTheDataAndOfTheFunctionItselfAreLookedAt() {
    Map<String, Set<String>> alarms = alarms(example);

    assertThat(alarms)
        .hasSize(LambdaFunction.values().length)
        .allSatisfy((function, looked) ->
            assertThat(looked).containsAll(OF_THE_DATA).hasSizeLessThanOrEqualTo(MOST_ALARMS));
    assertThat(alarms.get("Beacon")).isEqualTo(OF_THE_DATA);
    assertThat(alarms.get("Partitioner")).isEqualTo(OF_THE_DATA);
    assertThat(alarms.get("Preprocessor")).contains("preprocessor-errors");
    assertThat(alarms.get("RealtimeMetrics")).contains("realtime-metrics-errors");
    assertThat(alarms.get("TrafficApi")).contains("traffic-api-errors");
    assertThat(alarms.get("Curation")).contains("curation-errors");
  }

  @Test
  void alarmsGoOffBeforeTheShortestCanaryIsOver() {
    Set<String> looked = new TreeSet<>();
    alarms(example).values().forEach(looked::addAll);
    looked.remove(SLOW);

    assertThat(looked)
        .allSatisfy(name -> {
          int period =
              example.alarmMetrics().stream()
                  .filter(use -> use.by().equals(name))
                  .findFirst()
                  .orElseThrow()
                  .seconds();
          int breaching = example.alarm(name).path("DatapointsToAlarm").asInt();
          assertThat(period * breaching + TOLD_AFTER_SECONDS).isLessThanOrEqualTo(CANARY_SECONDS);
        });
  }

  @Test
  void forDevelopmentVersionsTakeOverAtOnceWithoutALookAtAlarms() {
    assertThat(dev.template().all("AWS::CodeDeploy::DeploymentGroup").values())
        .allSatisfy(group -> {
          assertThat(group.path("DeploymentConfigName").asText())
              .isEqualTo("CodeDeployDefault.LambdaAllAtOnce");
          assertThat(group.path("AlarmConfiguration").path("Alarms")).isEmpty();
          assertThat(group.path("AutoRollbackConfiguration").path("Events"))
              .extracting(JsonNode::asText)
              .containsExactlyInAnyOrder("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST");
        });
  }

  @Test
  void theDeployerMayMoveTheseAliasesAndLookAtTheseAlarmsAndNothingElse() {
    String role =
        example.template().all("AWS::IAM::Role").keySet().stream()
            .filter(id -> id.startsWith("OperationsCanary"))
            .findFirst()
            .orElseThrow();
    assertThat(example.template().resource(role).path("Properties").has("ManagedPolicyArns"))
        .isFalse();
    assertThat(example.template().all("AWS::CodeDeploy::DeploymentGroup").values())
        .allSatisfy(group ->
            assertThat(group.path("ServiceRoleArn").path("Fn::GetAtt").path(0).asText())
                .isEqualTo(role));

    Map<String, List<String>> allowed = new TreeMap<>();
    example
        .template()
        .all("AWS::IAM::Policy")
        .values()
        .forEach(policy -> {
          if (policy.path("Roles").path(0).path("Ref").asText().equals(role)) {
            policy
                .path("PolicyDocument")
                .path("Statement")
                .forEach(statement -> allowed.put(actions(statement), resources(statement)));
          }
        });
    int functions = LambdaFunction.values().length;
    assertThat(allowed)
        .containsOnlyKeys(
            "lambda:GetAlias lambda:UpdateAlias",
            "lambda:GetProvisionedConcurrencyConfig",
            "cloudwatch:DescribeAlarms");
    assertThat(allowed.get("lambda:GetAlias lambda:UpdateAlias"))
        .hasSize(functions)
        .allMatch(arn -> arn.matches("\\$\\{Warehouse\\w+Function\\w+\\.Arn}"));
    assertThat(allowed.get("lambda:GetProvisionedConcurrencyConfig"))
        .hasSize(functions)
        .allMatch(arn -> arn.matches("\\$\\{Warehouse\\w+Function\\w+\\.Arn}:\\*"));
    Set<String> looked = new TreeSet<>();
    alarms(example).values().forEach(looked::addAll);
    assertThat(allowed.get("cloudwatch:DescribeAlarms"))
        .hasSize(looked.size())
        .allMatch(arn -> arn.matches("\\$\\{OperationsAlarms\\w+\\.Arn}"));
  }

  private static String actions(JsonNode statement) {
    JsonNode action = statement.path("Action");
    if (action.isTextual()) {
      return action.asText();
    }
    List<String> all = new ArrayList<>();
    action.forEach(each -> all.add(each.asText()));
    return String.join(" ", all);
  }

  private static List<String> resources(JsonNode statement) {
    List<String> all = new ArrayList<>();
    statement.path("Resource").forEach(each -> all.add(Watched.text(each)));
    return all;
  }

  /** The alarms of each function's group, by the function's id. */
  private static Map<String, Set<String>> alarms(Watched watched) {
    Map<String, Set<String>> byFunction = new TreeMap<>();
    watched
        .template()
        .all("AWS::CodeDeploy::DeploymentGroup")
        .forEach((id, group) -> {
          Set<String> looked = new TreeSet<>();
          group
              .path("AlarmConfiguration")
              .path("Alarms")
              .forEach(alarm -> {
                JsonNode found =
                    watched.template().resource(alarm.path("Name").path("Ref").asText());
                looked.add(
                    found
                        .path("Properties")
                        .path("AlarmName")
                        .asText()
                        .substring(Watched.STACK.length() + 1));
              });
          byFunction.put(id.replaceAll("^Warehouse|Deployment\\w+$", ""), looked);
        });
    return byFunction;
  }
}
