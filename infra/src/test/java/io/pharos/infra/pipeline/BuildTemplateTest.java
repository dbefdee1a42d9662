package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.testing.NeedsPrograms;
import io.pharos.infra.pipeline.ResolvedTemplate.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template of the pipeline, {@code build.yaml}. */
class BuildTemplateTest {
  /** The most that CloudFormation takes without a bucket to read it from. */
  private static final int MAX_TEMPLATE_BYTES = 51_200;

  /** IAM's limits, white space not counted. */
  private static final int MAX_MANAGED_POLICY = 6_144;

  private static final int MAX_INLINE_POLICIES = 10_240;

  private static final String KEPT = "arn:aws:s3:::pipeline-pharos-main-";
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

  private static final Map<String, String> CONNECTED =
      Map.of(
          "Connection",
          "arn:aws:codeconnections:eu-west-1:123456789012:connection/0a",
          "Repository",
          "somebody/warehouse");

  private static final Map<String, String> EVERYTHING =
      Map.of(
          "Approval", "yes",
          "Email", "me@example.org",
          "WriteKeyParameter", "/pharos/key",
          "WriteKeySecret", "pharos/write-keys",
          "CustomDomain", "yes",
          "DatabasePattern", "events_*");

  private static final Map<String, String> LONGEST =
      Map.of(
          "Stack",
          "a".repeat(30),
          "Branch",
          "b".repeat(30),
          "CustomDomain",
          "yes",
          "Approval",
          "yes",
          "WriteKeyParameter",
          "/" + "k".repeat(60),
          "WriteKeySecret",
          "k".repeat(60),
          "DatabasePattern",
          "d".repeat(60) + "*");

  static List<Map<String, String>> variants() {
    return List.of(
        Map.of(),
        CONNECTED,
        EVERYTHING,
        Map.of("SmokeTest", "no"),
        Map.of("Repository", "existing", "Branch", "trial"),
        LONGEST);
  }

  private final ResolvedTemplate plain = ResolvedTemplate.with(Map.of());

  @Test
  @NeedsPrograms("cfn-lint")
  void passesEveryRuleOfTheLinter() throws Exception {
    Process lint =
        new ProcessBuilder("cfn-lint", "-c", "I", "-e", "--", ResolvedTemplate.FILE.toString())
            .redirectErrorStream(true)
            .start();
    String found = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(lint.waitFor()).as(found).isZero();
    assertThat(found).isBlank();
  }

  @Test
  void isSmallEnoughToBeGivenAsItIs() throws IOException {
    assertThat(Files.size(ResolvedTemplate.FILE)).isLessThanOrEqualTo(MAX_TEMPLATE_BYTES);
  }

  @Test
  void everyParameterSaysWhatItIsFor() throws IOException {
    JsonNode parameters = Yaml.read(ResolvedTemplate.FILE).path("Parameters");

    assertThat(parameters.properties())
        .allSatisfy(each -> assertThat(each.getValue().path("Description").asText()).isNotEmpty());
    assertThat(TemplateParameters.of(ResolvedTemplate.FILE))
        .extracting(TemplateParameter::name)
        .containsExactlyInAnyOrderElementsOf(
            parameters.properties().stream().map(Map.Entry::getKey).toList());
  }

  // ---- stages

  @Test
  void aPushIsBuiltPackagedDeployedAndTried() {
    assertThat(stages(plain))
        .containsExactly(
            Map.entry("Source", List.of("Source")),
            Map.entry(
                "Build",
                List.of(
                    "Test",
                    "Beacon",
                    "TrafficApi",
                    "RealtimeMetrics",
                    "Preprocessor",
                    "Partitioner",
                    "Curation")),
            Map.entry("Package", List.of("Package")),
            Map.entry("Deploy", List.of("ChangeSet", "Execute")),
            Map.entry("Smoke", List.of("Smoke")));
  }

  @Test
  void theChangeSetIsApprovedBeforeItIsExecuted() {
    ResolvedTemplate template = ResolvedTemplate.with(EVERYTHING);

    assertThat(stages(template))
        .contains(Map.entry("Deploy", List.of("ChangeSet", "Approval", "Execute")));
    assertThat(actions(template, "Deploy").stream().map(each -> each.path("RunOrder").asText()))
        .containsExactly("1", "2", "3");
  }

  @Test
  void withoutASmokeTestNothingOfItIsThere() {
    ResolvedTemplate template = ResolvedTemplate.with(Map.of("SmokeTest", "no"));

    assertThat(stages(template).stream().map(Map.Entry::getKey)).doesNotContain("Smoke");
    assertThat(template.resources().has("Smoke")).isFalse();
    assertThat(template.resources().has("SmokeRole")).isFalse();
  }

  @Test
  void testsAndNativeBuildsRunAtTheSameTime() {
    assertThat(runOrders(plain)).containsOnly(1);
  }

  /** An account may be allowed one build at a time, and none that waits. */
  @Test
  void nativeBuildsFollowEachOtherWhereTheyAreAskedTo() {
    ResolvedTemplate template = ResolvedTemplate.with(Map.of("ParallelBuilds", "no"));

    assertThat(runOrders(template)).containsExactly(1, 1, 2, 3, 4, 5, 6);
  }

  /** Builds of a kind of machine share a quota, and the tests would be one too many. */
  @Test
  void testsRunOnAnotherMachineThanNativeBuilds() {
    assertThat(machine("Test")).isNotEqualTo(machine("Native"));
  }

  private String machine(String project) {
    return plain.properties(project).path("Environment").path("ComputeType").asText();
  }

  private static List<Integer> runOrders(ResolvedTemplate template) {
    return actions(template, "Build").stream().map(each -> each.path("RunOrder").asInt(1)).toList();
  }

  @Test
  void theChangeSetIsThatOfTheStackOfTheBranch() {
    ResolvedTemplate template =
        ResolvedTemplate.with(Map.of("Stack", "events", "Branch", "trial", "Repository", "x"));

    for (JsonNode action : actions(template, "Deploy")) {
      JsonNode configuration = action.path("Configuration");
      assertThat(configuration.path("StackName").asText()).isEqualTo("events-trial");
      assertThat(configuration.path("ChangeSetName").asText()).isEqualTo("pipeline");
    }
    JsonNode create = actions(template, "Deploy").getFirst().path("Configuration");
    assertThat(create.path("ActionMode").asText()).isEqualTo("CHANGE_SET_REPLACE");
    assertThat(create.path("RoleArn").asText()).isEqualTo("<DeployRole.Arn>");
    assertThat(create.path("TemplateConfiguration").asText())
        .isEqualTo("Warehouse::parameters.json");
  }

  @Test
  void withoutAConnectionTheStackMakesTheRepositoryAndIsToldOfAPush() {
    assertThat(plain.properties("CodeRepository").path("RepositoryName").asText())
        .isEqualTo("pharos");
    assertThat(plain.resources().path("CodeRepository").path("DeletionPolicy").asText())
        .isEqualTo("RetainExceptOnCreate");
    JsonNode pattern = plain.properties("PushRule").path("EventPattern");
    assertThat(pattern.path("resources").get(0).asText())
        .isEqualTo("arn:aws:codecommit:eu-west-1:123456789012:pharos");
    assertThat(pattern.path("detail").path("referenceName").get(0).asText()).isEqualTo("main");
  }

  @Test
  void aRepositoryThatIsThereIsNotMadeAgain() {
    ResolvedTemplate template = ResolvedTemplate.with(Map.of("Repository", "existing"));

    assertThat(template.resources().has("CodeRepository")).isFalse();
    assertThat(template.properties("PushRule").toString()).contains(":existing");
    assertThat(source(template).path("RepositoryName").asText()).isEqualTo("existing");
  }

  @Test
  void aConnectionIsUsedAndNothingOfCodeCommitIsMade() {
    ResolvedTemplate template = ResolvedTemplate.with(CONNECTED);

    for (String ofCodeCommit : List.of("CodeRepository", "PushRule", "PushRole")) {
      assertThat(template.resources().has(ofCodeCommit)).isFalse();
    }
    assertThat(source(template).path("FullRepositoryId").asText()).isEqualTo("somebody/warehouse");
    assertThat(actions(template.statements("PipelineRole")))
        .contains("codeconnections:UseConnection")
        .noneMatch(action -> action.startsWith("codecommit:"));
  }

  // ---- builds

  @Test
  void onlyTheNativeBuildIsPrivileged() {
    assertThat(plain.ofType("AWS::CodeBuild::Project")).hasSize(4);
    for (String project : plain.ofType("AWS::CodeBuild::Project")) {
      JsonNode environment = plain.properties(project).path("Environment");
      assertThat(environment.path("PrivilegedMode").asText("false"))
          .isEqualTo(project.equals("Native") ? "true" : "false");
      assertThat(environment.path("Type").asText()).isEqualTo("ARM_CONTAINER");
    }
  }

  @Test
  void everyProjectHasARoleOfItsOwn() {
    assertThat(plain.ofType("AWS::CodeBuild::Project"))
        .extracting(project -> plain.properties(project).path("ServiceRole").asText())
        .containsExactlyInAnyOrder(
            "<TestRole.Arn>", "<NativeRole.Arn>", "<PackageRole.Arn>", "<SmokeRole.Arn>");
  }

  /** What a build of one kind keeps is no input of another kind's. */
  @Test
  void everyKindOfBuildHasACacheOfItsOwn() {
    List<String> projects = plain.ofType("AWS::CodeBuild::Project");
    List<String> caches = projects.stream().map(this::cache).toList();
    assertThat(caches).doesNotHaveDuplicates();
    for (String project : projects) {
      List<Statement> statements = plain.statements(project + "Role");
      for (String cache : caches) {
        for (String action : List.of("s3:GetObject", "s3:PutObject")) {
          assertThat(statements.stream().anyMatch(each -> each.covers(action, cache + "/0abc")))
              .as("%s of %s: %s", action, project, cache)
              .isEqualTo(cache.equals(cache(project)));
        }
      }
    }
  }

  private String cache(String project) {
    return "arn:aws:s3:::" + plain.properties(project).path("Cache").path("Location").asText();
  }

  @Test
  void noBuildReplacesWhatAnotherOneHasBuilt() {
    Set<String> writers = new TreeSet<>();
    for (String role : plain.ofType("AWS::IAM::Role")) {
      for (Statement statement : plain.statements(role)) {
        if (statement.covers("s3:PutObject", KEPT + "workbucket-0abc/functions/beacon.zip")
            || statement.covers("s3:PutObject", KEPT + "artifactbucket-0abc/1.zip")) {
          writers.add(role);
          assertThat(statement.conditions().toString())
              .as(role)
              .isEqualTo("{\"Null\":{\"s3:if-none-match\":\"false\"}}");
        }
        assertThat(statement.actions())
            .as(role)
            .doesNotContain("s3:DeleteObject", "s3:DeleteObjectVersion");
      }
    }
    assertThat(writers).containsExactly("NativeRole", "PackageRole");
  }

  @Test
  void theSmokeTestGetsAWriteKeyWhereThereIsOne() {
    assertThat(plain.properties("Smoke").toString()).doesNotContain("PHAROS_WRITE_KEY");
    assertThat(actions(plain.statements("SmokeRole"))).doesNotContain("ssm:GetParameters");

    ResolvedTemplate template = ResolvedTemplate.with(EVERYTHING);
    assertThat(template.properties("Smoke").path("Environment").toString())
        .contains(
            "{\"Name\":\"PHAROS_WRITE_KEY\",\"Type\":\"PARAMETER_STORE\",\"Value\":\"/pharos/key\"}");
    assertThat(resources(template.statements("SmokeRole")))
        .contains("arn:aws:ssm:eu-west-1:123456789012:parameter/pharos/key");
  }

  // ---- buckets

  @Test
  void bucketsAreVersionedEncryptedPrivateAndKept() {
    assertThat(plain.ofType("AWS::S3::Bucket")).hasSize(2);
    for (String bucket : plain.ofType("AWS::S3::Bucket")) {
      JsonNode properties = plain.properties(bucket);
      assertThat(properties.path("VersioningConfiguration").path("Status").asText())
          .isEqualTo("Enabled");
      assertThat(properties.path("BucketEncryption").toString()).contains("AES256");
      assertThat(properties.path("PublicAccessBlockConfiguration").properties())
          .hasSize(4)
          .allSatisfy(each -> assertThat(each.getValue().asText()).isEqualTo("true"));
      assertThat(properties.path("LifecycleConfiguration").path("Rules")).isNotEmpty();
      assertThat(plain.resources().path(bucket).path("DeletionPolicy").asText())
          .isEqualTo("RetainExceptOnCreate");
      Statement only =
          Statement.of(plain.properties(bucket + "Policy").path("PolicyDocument")).getFirst();
      assertThat(only.effect()).isEqualTo("Deny");
      assertThat(only.resources()).hasSize(2);
      assertThat(only.conditions().toString())
          .isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
    }
  }

  @Test
  void zipsThatARollbackNeedsDoNotExpire() {
    assertThat(plain.properties("ArtifactBucket").toString()).doesNotContain("ExpirationInDays");
    assertThat(plain.properties("WorkBucket").toString()).contains("ExpirationInDays");
  }

  // ---- roles

  @ParameterizedTest
  @MethodSource("variants")
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
  @MethodSource("variants")
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
  @MethodSource("variants")
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
    assertThat(actions(plain.statements("DeployRole")))
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
  @MethodSource("variants")
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
    for (String resource : resources(plain.statements("DeployRole"))) {
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

    assertThat(new TreeSet<>(actions(ResolvedTemplate.with(EVERYTHING).statements("DeployRole"))))
        .isEqualTo(needed);
  }

  @Test
  void aSecretIsReadOnlyWhereItIsNamedAndNoOtherOne() {
    assertThat(actions(plain.statements("DeployRole")))
        .noneMatch(action -> action.startsWith("secretsmanager:"));

    ResolvedTemplate template = ResolvedTemplate.with(EVERYTHING);
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
      assertThat(actions(reading)).containsExactly("secretsmanager:GetSecretValue");
      assertThat(resources(reading))
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
    assertThat(resources(plain.boundary()))
        .contains(
            "arn:aws:glue:eu-west-1:123456789012:catalog",
            "arn:aws:glue:eu-west-1:123456789012:database/default",
            "arn:aws:glue:eu-west-1:123456789012:database/pharos_main_*",
            "arn:aws:glue:eu-west-1:123456789012:table/pharos_main_*/*");
    assertThat(resources(ResolvedTemplate.with(EVERYTHING).boundary()))
        .contains("arn:aws:glue:eu-west-1:123456789012:table/events_*/*")
        .noneMatch(resource -> resource.contains("pharos_main"));
  }

  @Test
  void withoutADomainNobodyMayChangeOne() {
    assertThat(actions(plain.statements("DeployRole")))
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
    assertThat(actions(plain.statements("SmokeRole")))
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
    assertThat(resources(plain.statements("SmokeRole")))
        .contains(
            "arn:aws:glue:eu-west-1:123456789012:catalog",
            "arn:aws:glue:eu-west-1:123456789012:database/default", // Athena looks at it always
            "arn:aws:glue:eu-west-1:123456789012:database/pharos_main_*",
            "arn:aws:glue:eu-west-1:123456789012:table/pharos_main_*/*");
    assertThat(resources(ResolvedTemplate.with(EVERYTHING).statements("DeployRole")))
        .contains(
            "arn:aws:glue:eu-west-1:123456789012:database/events_*",
            "arn:aws:glue:eu-west-1:123456789012:userDefinedFunction/events_*/*"); // to delete it
  }

  // ---- notices

  @Test
  void successAndFailureAreTold() {
    assertThat(plain.properties("EndRule").path("EventPattern").path("detail").path("state"))
        .extracting(JsonNode::asText)
        .containsExactly("SUCCEEDED", "FAILED", "STOPPED");
    assertThat(plain.properties("FailureRule").toString())
        .contains("external-execution-summary", "external-execution-url");
    // EventBridge publishes to no topic whose policy has a condition.
    assertThat(plain.properties("NoticesPolicy").toString())
        .contains("events.amazonaws.com")
        .doesNotContain("Condition");
    for (String rule : List.of("EndRule", "FailureRule")) {
      assertThat(plain.properties(rule).path("Targets").get(0).path("Arn").asText())
          .isEqualTo("<Notices>");
    }
    assertThat(plain.resources().has("NoticesByEmail")).isFalse();
    assertThat(ResolvedTemplate.with(EVERYTHING).properties("NoticesByEmail").toString())
        .contains("me@example.org");
  }

  private static List<Map.Entry<String, List<String>>> stages(ResolvedTemplate template) {
    List<Map.Entry<String, List<String>>> stages = new ArrayList<>();
    for (JsonNode stage : template.properties("Pipeline").path("Stages")) {
      List<String> names = new ArrayList<>();
      stage.path("Actions").forEach(action -> names.add(action.path("Name").asText()));
      stages.add(Map.entry(stage.path("Name").asText(), names));
    }
    return stages;
  }

  private static List<JsonNode> actions(ResolvedTemplate template, String stage) {
    List<JsonNode> actions = new ArrayList<>();
    for (JsonNode each : template.properties("Pipeline").path("Stages")) {
      if (each.path("Name").asText().equals(stage)) {
        each.path("Actions").forEach(actions::add);
      }
    }
    return actions;
  }

  private static JsonNode source(ResolvedTemplate template) {
    return actions(template, "Source").getFirst().path("Configuration");
  }

  private static List<String> actions(List<Statement> statements) {
    return statements.stream().flatMap(each -> each.actions().stream()).toList();
  }

  private static List<String> resources(List<Statement> statements) {
    return statements.stream().flatMap(each -> each.resources().stream()).toList();
  }
}
