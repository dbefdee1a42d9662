package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.infra.pipeline.ResolvedTemplate.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The roles of the pipeline, and the boundary of those of the warehouse. */
class PipelineRolesTest {
  /** IAM's limits, white space not counted. */
  private static final int MAX_MANAGED_POLICY = 6_144;

  private static final int MAX_INLINE_POLICIES = 10_240;

  private static final String ACCOUNT = "arn:aws:iam::123456789012:";
  private static final Pattern ACTION = Pattern.compile("[a-z0-9-]+:[A-Za-z0-9]+");

  /** Actions that IAM can hold to no resource, so that * is the only one they take. */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "acm:RequestCertificate",
          "kms:CreateKey",
          "kms:ListAliases",
          "lambda:CreateEventSourceMapping",
          "logs:CreateLogDelivery",
          "logs:DeleteLogDelivery",
          "logs:DescribeResourcePolicies",
          "logs:GetLogDelivery",
          "logs:ListLogDeliveries",
          "logs:PutResourcePolicy",
          "logs:UpdateLogDelivery",
          "route53:CreateHostedZone");

  /** What is in the account beside the warehouse, of each service whose resources have names. */
  private static final List<String> OF_OTHERS =
      List.of(
          "arn:aws:athena:eu-west-1:123456789012:workgroup/other-main",
          "arn:aws:athena:eu-west-1:123456789012:workgroup/primary",
          "arn:aws:dynamodb:eu-west-1:123456789012:table/other-main-serving",
          "arn:aws:firehose:eu-west-1:123456789012:deliverystream/other-main-ads.views",
          "arn:aws:glue:eu-west-1:123456789012:database/other_main_ads",
          "arn:aws:glue:eu-west-1:123456789012:table/other_main_ads/views",
          "arn:aws:kinesis:eu-west-1:123456789012:stream/other-main-ads.views",
          "arn:aws:lambda:eu-west-1:123456789012:function:other-main-beacon",
          "arn:aws:s3:::other-main-warehousedata-0abc",
          "arn:aws:s3:::other-main-warehousedata-0abc/lake/ads/views/1.parquet",
          "arn:aws:s3:::pipeline-pharos-main-artifactbucket-0abc/1.zip",
          "arn:aws:s3:::pipeline-pharos-main-workbucket-0abc/cache/native",
          "arn:aws:sns:eu-west-1:123456789012:other-main-Failures-0ABC",
          "arn:aws:sns:eu-west-1:123456789012:pipeline-pharos-main-Notices-0ABC",
          "arn:aws:sqs:eu-west-1:123456789012:other-main-Failed-0ABC",
          "arn:aws:states:eu-west-1:123456789012:stateMachine:other-main-curations");

  private final ResolvedTemplate plain = ResolvedTemplate.with(Map.of());

  @ParameterizedTest
  @MethodSource("io.pharos.infra.pipeline.TemplateVariants#all")
  void noRoleMayDoEverythingOfAService(Map<String, String> parameters) {
    ResolvedTemplate template = ResolvedTemplate.with(parameters);

    for (String role : template.ofType("AWS::IAM::Role")) {
      assertThat(template.statements(role))
          .isNotEmpty()
          .allSatisfy(statement -> {
            assertThat(statement.effect()).isEqualTo("Allow");
            assertThat(statement.actions()).isNotEmpty().allMatch(ACTION.asMatchPredicate());
          });
    }
  }

  @ParameterizedTest
  @MethodSource("io.pharos.infra.pipeline.TemplateVariants#all")
  void everyActionThatCanBeIsHeldToResources(Map<String, String> parameters) {
    ResolvedTemplate template = ResolvedTemplate.with(parameters);

    for (String role : template.ofType("AWS::IAM::Role")) {
      for (Statement statement : template.statements(role)) {
        if (statement.resources().contains("*")) {
          assertThat(WITHOUT_RESOURCE).as(role).containsAll(statement.actions());
        } else {
          assertThat(statement.resources()).allMatch(each -> each.matches("(arn:aws:|<).+"));
          assertThat(statement.actions()).as(role).doesNotContainAnyElementsOf(WITHOUT_RESOURCE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.pharos.infra.pipeline.TemplateVariants#all")
  void everyPolicyIsSmallEnough(Map<String, String> parameters) {
    ResolvedTemplate template = ResolvedTemplate.with(parameters);

    for (String policy : template.ofType("AWS::IAM::ManagedPolicy")) {
      assertThat(template.properties(policy).path("PolicyDocument").toString())
          .as(policy)
          .hasSizeLessThan(MAX_MANAGED_POLICY);
    }
    for (String role : template.ofType("AWS::IAM::Role")) {
      assertThat(template.properties(role).path("Policies").toString())
          .as(role)
          .hasSizeLessThan(MAX_INLINE_POLICIES);
    }
  }

  @Test
  void whoDeploysMakesRolesOfTheStackOnlyAndOnlyWithinTheirBoundary() {
    String bounded = "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"<Boundary>\"}";
    Set<String> intoARole =
        Set.of(
            "iam:CreateRole",
            "iam:PutRolePolicy",
            "iam:DeleteRolePolicy",
            "iam:AttachRolePolicy",
            "iam:DetachRolePolicy",
            "iam:PutRolePermissionsBoundary");
    for (Statement statement : plain.statements("DeployRole")) {
      for (String action : statement.actions()) {
        if (action.startsWith("iam:")) {
          assertThat(statement.resources())
              .allMatch(each ->
                  each.equals(ACCOUNT + "role/pharos-main-*")
                      || each.equals(ACCOUNT + "policy/pharos-main-*"));
        }
        if (intoARole.contains(action)) {
          assertThat(statement.conditions().toString().replace("}}", "}")).startsWith(bounded);
        }
      }
    }
    assertThat(Statement.actions(plain.statements("DeployRole")))
        .containsAll(intoARole)
        .doesNotContain("iam:DeleteRolePermissionsBoundary", "iam:CreateUser", "sts:AssumeRole");
  }

  @Test
  void rolesArePassedOnlyToTheServicesThatTakeThem() {
    for (String role : plain.ofType("AWS::IAM::Role")) {
      for (Statement statement : plain.statements(role)) {
        if (statement.actions().contains("iam:PassRole")) {
          assertThat(statement.actions()).containsExactly("iam:PassRole");
          assertThat(statement.conditions().path("StringEquals").has("iam:PassedToService"))
              .isTrue();
        }
      }
    }
  }

  @Test
  void whatNoRoleOfTheWarehouseExceedsHasNothingOfIdentitiesAndEndsAtTheAccount() {
    assertThat(plain.boundary())
        .hasSize(2)
        .allSatisfy(statement -> {
          assertThat(statement.effect()).isEqualTo("Allow");
          assertThat(statement.actions())
              .isSorted()
              .allMatch(ACTION.asMatchPredicate())
              .noneMatch(action ->
                  action.matches(
                      "(iam|sts|organizations|account|ec2|codebuild|secretsmanager):.*"));
          assertThat(statement.conditions().toString())
              .isEqualTo("{\"StringEqualsIfExists\":{\"aws:ResourceAccount\":\"123456789012\"}}");
        });
  }

  /** A function of a branch is told nothing of another one's, nor of a pipeline's. */
  @ParameterizedTest
  @MethodSource("io.pharos.infra.pipeline.TemplateVariants#all")
  void whatNoRoleOfTheWarehouseExceedsEndsAtItsNames(Map<String, String> parameters) {
    List<Statement> boundary = ResolvedTemplate.with(parameters).boundary();

    assertThat(boundary.getFirst().resources()).hasSizeGreaterThan(10).doesNotContain("*");
    for (String foreign : OF_OTHERS) {
      assertThat(boundary.getFirst().names(foreign)).as(foreign).isFalse();
    }
    assertThat(boundary.getLast().resources()).containsExactly("*");
    assertThat(boundary.getLast().actions())
        .allMatch(action ->
            action.equals("kinesis:ListStreams")
                || action.matches("(cloudwatch|codedeploy|events|kms|logs|xray):.*"));
    assertThat(boundary.getFirst().actions())
        .doesNotContainAnyElementsOf(boundary.getLast().actions());
  }

  @Test
  void whoDeploysCannotChangeThePipeline() {
    List<String> ofThePipeline =
        List.of(
            ACCOUNT + "role/pipeline-pharos-main-DeployRole-1ABC",
            ACCOUNT + "policy/pipeline-pharos-main-Boundary-1ABC",
            "arn:aws:s3:::pipeline-pharos-main-workbucket-0abc",
            "arn:aws:codepipeline:eu-west-1:123456789012:pipeline-pharos-main",
            "arn:aws:codebuild:eu-west-1:123456789012:project/pipeline-pharos-main-test",
            "arn:aws:sns:eu-west-1:123456789012:pipeline-pharos-main-Notices-1ABC",
            "arn:aws:events:eu-west-1:123456789012:rule/pipeline-pharos-main-EndRule-1ABC",
            "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/codebuild/pipeline-pharos-main",
            "arn:aws:cloudformation:eu-west-1:123456789012:stack/pipeline-pharos-main/1");
    for (String resource : Statement.resources(plain.statements("DeployRole"))) {
      if (!resource.equals("*")
          && !resource.equals("arn:aws:logs:eu-west-1:123456789012:log-group:*")) {
        Pattern matching = Pattern.compile(Pattern.quote(resource).replace("*", "\\E.*\\Q"));
        assertThat(ofThePipeline).as(resource).noneMatch(matching.asMatchPredicate());
      }
    }
  }

  @Test
  void whoDeploysMayCallWhatTheResourceTypesNeedAndNothingElse() throws IOException {
    Set<String> needed = new TreeSet<>();
    for (String line :
        Files.readAllLines(Path.of("src/test/resources/pipeline/resource-types.txt"))) {
      if (!line.startsWith("#")) {
        List<String> words = List.of(line.split(" "));
        needed.addAll(words.subList(1, words.size()));
      }
    }

    needed.add("secretsmanager:GetSecretValue"); // of what a template refers to

    assertThat(
            new TreeSet<>(
                Statement.actions(
                    ResolvedTemplate.with(TemplateVariants.EVERYTHING).statements("DeployRole"))))
        .isEqualTo(needed);
  }

  @Test
  void aSecretIsReadOnlyWhereItIsNamedAndNoOtherOne() {
    assertThat(Statement.actions(plain.statements("DeployRole")))
        .noneMatch(action -> action.startsWith("secretsmanager:"));

    ResolvedTemplate template = ResolvedTemplate.with(TemplateVariants.EVERYTHING);
    for (String role : template.ofType("AWS::IAM::Role")) {
      List<Statement> reading =
          template.statements(role).stream()
              .filter(each -> each.actions().toString().contains("secretsmanager:"))
              .toList();
      if (!role.equals("DeployRole")) {
        assertThat(reading).as(role).isEmpty();
        continue;
      }
      assertThat(reading).hasSize(1);
      assertThat(Statement.actions(reading)).containsExactly("secretsmanager:GetSecretValue");
      assertThat(Statement.resources(reading))
          .containsExactly(
              "arn:aws:secretsmanager:eu-west-1:123456789012:secret:pharos/write-keys-??????");
    }
    String name =
        Yaml.read(ResolvedTemplate.FILE).at("/Parameters/WriteKeySecret/AllowedPattern").asText();
    assertThat("pharos/write-keys").matches(name);
    assertThat(List.of("*", "pharos/*", "pharos/write-key?", "pharos:write-keys"))
        .noneMatch(wider -> wider.matches(name));
  }

  @Test
  void theBoundaryHasTheGlueDatabasesThatAreGiven() {
    assertThat(Statement.resources(plain.boundary()))
        .contains(
            "arn:aws:glue:eu-west-1:123456789012:catalog",
            "arn:aws:glue:eu-west-1:123456789012:database/default",
            "arn:aws:glue:eu-west-1:123456789012:database/pharos_main_*",
            "arn:aws:glue:eu-west-1:123456789012:table/pharos_main_*/*");
    assertThat(Statement.resources(ResolvedTemplate.with(TemplateVariants.EVERYTHING).boundary()))
        .contains("arn:aws:glue:eu-west-1:123456789012:table/events_*/*")
        .noneMatch(resource -> resource.contains("pharos_main"));
  }

  @Test
  void withoutADomainNobodyMayChangeOne() {
    assertThat(Statement.actions(plain.statements("DeployRole")))
        .noneMatch(action -> action.matches("(acm|route53):.*"));
  }

  @Test
  void theSmokeTestWritesTheResultsOfItsQueriesOnly() {
    Set<String> reading =
        Set.of("Describe", "Get", "List", "Decrypt", "GenerateDataKey", "Stop", "Start");
    for (Statement statement : plain.statements("SmokeRole")) {
      if (statement.actions().contains("s3:PutObject")) {
        assertThat(statement.resources())
            .allMatch(each -> each.endsWith("/smoke-test/*") || each.endsWith("/cache/smoke*"));
      }
    }
    assertThat(Statement.actions(plain.statements("SmokeRole")))
        .filteredOn(action ->
            reading.stream().noneMatch(action.substring(action.indexOf(':') + 1)::startsWith))
        .containsExactlyInAnyOrder(
            "logs:CreateLogStream",
            "logs:PutLogEvents",
            "s3:PutObject",
            "s3:PutObject",
            "s3:AbortMultipartUpload",
            "lambda:InvokeFunction");
  }

  @Test
  void theGlueDatabasesAreThoseOfTheStackOrThoseThatAreGiven() {
    assertThat(Statement.resources(plain.statements("SmokeRole")))
        .contains(
            "arn:aws:glue:eu-west-1:123456789012:catalog",
            "arn:aws:glue:eu-west-1:123456789012:database/default", // Athena looks at it always
            "arn:aws:glue:eu-west-1:123456789012:database/pharos_main_*",
            "arn:aws:glue:eu-west-1:123456789012:table/pharos_main_*/*");
    assertThat(
            Statement.resources(
                ResolvedTemplate.with(TemplateVariants.EVERYTHING).statements("DeployRole")))
        .contains(
            "arn:aws:glue:eu-west-1:123456789012:database/events_*",
            "arn:aws:glue:eu-west-1:123456789012:userDefinedFunction/events_*/*"); // to delete it
  }
}
