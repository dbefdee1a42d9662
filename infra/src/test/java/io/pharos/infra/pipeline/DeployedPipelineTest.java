package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.testing.NeedsPrograms;
import io.pharos.infra.AwsCli;
import io.pharos.infra.Ended;
import io.pharos.infra.MotoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pipeline, made by its command and the AWS CLI, or what stands in for it. What stands for AWS
 * makes roles, policies, buckets, topics, rules and log groups of it, and nothing else.
 */
class DeployedPipelineTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> KNOWN =
      List.of(
          "AWS::Events::Rule",
          "AWS::IAM::ManagedPolicy",
          "AWS::IAM::Role",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::SNS::Topic");

  @TempDir Path folder;

  private final String stack = AwsCli.name("t");

  @AfterEach
  void remove() {
    if (AwsCli.hasEndpoint()) {
      cloudFormation("DeleteStack");
    }
  }

  static List<List<String>> variants() {
    return List.of(
        List.of(),
        List.of("--repository", "existing", "--parameter", "SmokeTest=no"),
        List.of(
            "--connection",
            "arn:aws:codeconnections:eu-west-1:123456789012:connection/0a",
            "--repository",
            "somebody/warehouse",
            "--approval",
            "--email",
            "me@example.org",
            "--parameter",
            "CustomDomain=yes",
            "--parameter",
            "WriteKeyParameter=/pharos/key",
            "--parameter",
            "WriteKeySecret=pharos/write-keys"));
  }

  @ParameterizedTest
  @MethodSource("variants")
  @NeedsPrograms({"curl", "jq"})
  void isMadeByTheCommand(List<String> options) throws Exception {
    AwsCli.needEndpoint();
    AwsCli.standIn(folder);

    Ended ended = deploy(options.toArray(String[]::new));

    assertThat(ended.code()).as(ended.err()).isZero();
    ResolvedTemplate template = ResolvedTemplate.with(parameters(ended.out()));
    Set<String> expected = new TreeSet<>();
    KNOWN.forEach(type -> expected.addAll(template.ofType(type)));
    assertThat(made().keySet()).isEqualTo(expected);
  }

  /** Those of the command that was printed first. */
  private static Map<String, String> parameters(String out) {
    Map<String, String> parameters = new HashMap<>();
    for (String word : out.lines().findFirst().orElse("").split(" ", -1)) {
      if (word.matches("[A-Z][A-Za-z]+=.*")) {
        parameters.put(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
      }
    }
    return parameters;
  }

  @Test
  @NeedsPrograms("aws")
  void isChangedByTheSameCommand() throws Exception {
    AwsCli.needEndpoint();
    deploy();
    Map<String, String> before = made();

    Ended ended = deploy("--parameter", "CustomDomain=yes");

    assertThat(ended.code()).as(ended.err()).isZero();
    Map<String, String> after = made();
    assertThat(after).containsKey("DeployDomainPolicy");
    for (String kept : List.of("ArtifactBucket", "WorkBucket", "DeployRole", "Notices")) {
      assertThat(after).containsEntry(kept, String.valueOf(before.get(kept)));
    }
  }

  @Test
  void withoutTheCliItSaysSo() throws Exception {
    Ended ended = run(Map.of("PATH", folder.toString()), "--yes");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).startsWith("aws cloudformation deploy ");
    assertThat(ended.err())
        .startsWith("pharos: the AWS CLI is not on the PATH, so the command above was not run")
        .doesNotContain("Exception");
  }

  @Test
  void aCliThatFailsFailsTheCommand() throws Exception {
    Path aws = folder.resolve("aws");
    Files.writeString(aws, "#!/bin/sh\necho \"no credentials for $3 $4\" >&2\nexit 253\n");
    assertThat(aws.toFile().setExecutable(true)).isTrue();

    Ended ended = run(Map.of("PATH", folder + ":" + System.getenv("PATH")), "--yes");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err())
        .isEqualTo(
            "no credentials for --stack-name %s\npharos: the AWS CLI ended with 253; it says why above\n"
                .formatted(pipeline()));
  }

  @Test
  void withoutYesNothingIsRun() throws Exception {
    Ended ended = run(Map.of("PATH", folder.toString()));

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).startsWith("aws cloudformation deploy ");
    assertThat(ended.err()).isEmpty();
  }

  private String pipeline() {
    return "pipeline-" + stack + "-main";
  }

  private Ended deploy(String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--yes");
    Map<String, String> environment = new HashMap<>(AwsCli.environment());
    environment.put("PATH", folder + ":" + System.getenv("PATH"));
    return run(environment, all.toArray(String[]::new));
  }

  private Ended run(Map<String, String> environment, String... options)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("deploy-pipeline", "--stack", stack, "--branch", "main"));
    arguments.addAll(List.of(options));
    return Ended.of(
        ROOT, new HashMap<>(environment), Ended.program(ROOT, arguments.toArray(String[]::new)));
  }

  /** The resources that were made, with what they are called. */
  private Map<String, String> made() {
    Map<String, String> made = new TreeMap<>();
    for (String member : cloudFormation("ListStackResources").split("<member>", -1)) {
      String name = text(member, "LogicalResourceId");
      if (!name.isEmpty()) {
        made.put(name, text(member, "PhysicalResourceId"));
      }
    }
    return made;
  }

  private static String text(String xml, String element) {
    Matcher found = Pattern.compile("<%s>([^<]*)<".formatted(element)).matcher(xml);
    return found.find() ? found.group(1) : "";
  }

  private String cloudFormation(String action) {
    String form = "Action=" + action + "&StackName=" + pipeline();
    try (MotoServer server = new MotoServer()) {
      return server
          .send(
              "POST",
              "/",
              "cloudformation",
              "",
              "application/x-www-form-urlencoded",
              form.getBytes(StandardCharsets.UTF_8))
          .body();
    }
  }
}
