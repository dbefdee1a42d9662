package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That no policy is wider than it has to be, whoever's it is. */
class LeastPrivilegeTest {
  /** Actions that AWS knows no resource for, by what they are there for. */
  private static final Map<String, Set<String>> WITHOUT_ARN =
      Map.of(
          "counts a minute, into one namespace", Set.of("cloudwatch:PutMetricData"),
          "traces, which go to X-Ray",
              Set.of(
                  "xray:GetSamplingRules",
                  "xray:GetSamplingTargets",
                  "xray:PutTelemetryRecords",
                  "xray:PutTraceSegments"),
          "the log of a state machine, which Step Functions sets up by itself",
              Set.of(
                  "logs:CreateLogDelivery",
                  "logs:DeleteLogDelivery",
                  "logs:DescribeLogGroups",
                  "logs:DescribeResourcePolicies",
                  "logs:GetLogDelivery",
                  "logs:ListLogDeliveries",
                  "logs:PutResourcePolicy",
                  "logs:UpdateLogDelivery"));

  private static final Set<String> LISTED =
      WITHOUT_ARN.values().stream().flatMap(Set::stream).collect(Collectors.toSet());

  /** A statement of a policy, and whose it is. */
  private record Statement(StackResource of, JsonNode json) {
    boolean allows() {
      return json.path("Effect").asText().equals("Allow");
    }

    List<String> actions() {
      return texts(json.path("Action"));
    }

    List<String> resources() {
      return texts(json.path("Resource"));
    }

    private static List<String> texts(JsonNode oneOrMore) {
      List<String> texts = new ArrayList<>();
      if (oneOrMore.isTextual()) {
        texts.add(oneOrMore.asText());
      }
      oneOrMore.forEach(text -> texts.add(text.asText()));
      return texts;
    }

    /** Whether it is about everything of a service, or of all. */
    boolean aboutEverything() {
      return resources().stream()
          .map(resource -> resource.replaceAll("\\$\\{AWS::[A-Za-z]+}", ""))
          .anyMatch(
              resource -> resource.matches("\\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:[a-z-]*[:/]?\\*"));
    }

    @Override
    public String toString() {
      return of.name() + ": " + json;
    }
  }

  private static List<Statement> statements(Variant variant) {
    List<Statement> statements = new ArrayList<>();
    for (StackResource resource : variant.template().resources()) {
      for (String document : List.of("PolicyDocument", "AssumeRolePolicyDocument")) {
        resource
            .properties()
            .findValues(document)
            .forEach(policy ->
                policy
                    .path("Statement")
                    .forEach(json -> statements.add(new Statement(resource, json))));
      }
    }
    return statements;
  }

  @ParameterizedTest
  @EnumSource
  void noActionIsAWildcard(Variant variant) {
    assertThat(statements(variant))
        .hasSizeGreaterThan(30)
        .filteredOn(Statement::allows)
        .allSatisfy(statement ->
            assertThat(statement.actions())
                .as("%s", statement)
                .isNotEmpty()
                .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z0-9]+")));
  }

  @ParameterizedTest
  @EnumSource
  void everyResourceThatHasAnArnIsNamed(Variant variant) {
    assertThat(statements(variant))
        .filteredOn(Statement::allows)
        .filteredOn(Statement::aboutEverything)
        .allSatisfy(
            statement -> assertThat(statement.actions()).as("%s", statement).isSubsetOf(LISTED));
  }

  @Test
  void whatIsListedAsWithoutAnArnIsUsed() {
    assertThat(
            Arrays.stream(Variant.values())
                .flatMap(variant -> statements(variant).stream())
                .filter(Statement::aboutEverything)
                .flatMap(statement -> statement.actions().stream()))
        .containsAll(LISTED);
  }

  @ParameterizedTest
  @EnumSource
  void countsAreWrittenIntoTheNamespaceOfTheirDatabaseOnly(Variant variant) {
    assertThat(statements(variant))
        .filteredOn(statement -> statement.actions().contains("cloudwatch:PutMetricData"))
        .isNotEmpty()
        .allSatisfy(statement ->
            assertThat(statement.json().at("/Condition/StringEquals/cloudwatch:namespace").asText())
                .startsWith("Warehouse/"));
  }

  /** Of what a resource lets others do: everybody only to be refused. */
  @ParameterizedTest
  @EnumSource
  void nothingIsOpenToEverybody(Variant variant) {
    assertThat(statements(variant))
        .filteredOn(Statement::allows)
        .allSatisfy(statement ->
            assertThat(statement.json().path("Principal").toString())
                .as("%s", statement)
                .doesNotContain("*"));
    assertThat(variant.template().resources("AWS::Lambda::Permission"))
        .allSatisfy(permission -> {
          assertThat(permission.text("/Principal")).matches("[a-z.]+\\.amazonaws\\.com");
          assertThat(permission.text("/SourceArn")).as("%s", permission).isNotEmpty();
        });
  }

  /** A role is taken by one service, and no other account's. */
  @ParameterizedTest
  @EnumSource
  void everyRoleIsOfOneService(Variant variant) {
    assertThat(variant.template().resources("AWS::IAM::Role"))
        .hasSizeGreaterThanOrEqualTo(8)
        .allSatisfy(role -> {
          JsonNode statements = role.property("/AssumeRolePolicyDocument/Statement");
          assertThat(statements).hasSize(1);
          assertThat(Objects.requireNonNull(statements.get(0)).path("Principal").toString())
              .matches("\\{\"Service\":\"[a-z.0-9-]+\\.amazonaws\\.com\"}");
        });
  }
}
