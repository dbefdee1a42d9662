package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.testing.NeedsPrograms;
import io.pharos.infra.pipeline.ResolvedTemplate.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The template of the pipeline, {@code build.yaml}. */
class BuildTemplateTest {
  /** The most that CloudFormation takes without a bucket to read it from. */
  private static final int MAX_TEMPLATE_BYTES = 51_200;

  private static final String KEPT = "arn:aws:s3:::pipeline-pharos-main-";
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
    ResolvedTemplate template = ResolvedTemplate.with(TemplateVariants.EVERYTHING);

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
    ResolvedTemplate template = ResolvedTemplate.with(TemplateVariants.CONNECTED);

    for (String ofCodeCommit : List.of("CodeRepository", "PushRule", "PushRole")) {
      assertThat(template.resources().has(ofCodeCommit)).isFalse();
    }
    assertThat(source(template).path("FullRepositoryId").asText()).isEqualTo("somebody/warehouse");
    assertThat(Statement.actions(template.statements("PipelineRole")))
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
    assertThat(Statement.actions(plain.statements("SmokeRole")))
        .doesNotContain("ssm:GetParameters");

    ResolvedTemplate template = ResolvedTemplate.with(TemplateVariants.EVERYTHING);
    assertThat(template.properties("Smoke").path("Environment").toString())
        .contains(
            "{\"Name\":\"PHAROS_WRITE_KEY\",\"Type\":\"PARAMETER_STORE\",\"Value\":\"/pharos/key\"}");
    assertThat(Statement.resources(template.statements("SmokeRole")))
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
    assertThat(
            ResolvedTemplate.with(TemplateVariants.EVERYTHING)
                .properties("NoticesByEmail")
                .toString())
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
}
