package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

class DeployPipelineCommandTest {
  private static final String HOME = "pharos.home";

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Locale locale = Locale.getDefault();

  @BeforeEach
  void make() throws IOException {
    Files.copy(Path.of("../build.yaml"), folder.resolve("build.yaml"));
    Files.createDirectory(folder.resolve("config"));
    Files.writeString(folder.resolve("config/main.json"), "{}");
    System.setProperty(HOME, folder.toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(HOME);
    Locale.setDefault(locale);
  }

  @Test
  void printsTheOneCommand() {
    assertThat(deploy("--email", "it'sme@example.org")).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .isEqualTo(
            ("aws cloudformation deploy --stack-name pipeline-pharos-main --template-file %s"
                    + " --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset"
                    + " --parameter-overrides Stack=pharos Branch=main Connection= Repository="
                    + " Approval=no 'Email=it'\\''sme@example.org'%n")
                .formatted(folder.resolve("build.yaml")));
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void theBranchIsThatOfTheWorkingCopy() throws IOException {
    Files.createDirectory(folder.resolve(".git"));
    Files.writeString(folder.resolve(".git/HEAD"), "ref: refs/heads/trial\n");

    deploy("--stack", "events", "--approval");

    assertThat(out.toString())
        .contains("--stack-name pipeline-events-trial ", "Branch=trial", "Approval=yes");
  }

  @Test
  void anyOtherParameterOfTheTemplateCanBeGiven() {
    deploy("--parameter", "SmokeTest=no", "--parameter", "CustomDomain=yes");

    assertThat(out.toString()).contains(" CustomDomain=yes SmokeTest=no");
  }

  @Test
  void aParameterThatTheTemplateHasNotIsWrongUsage() {
    assertThat(deploy("--parameter", "Smoketest=no", "--parameter", "Stack=x")).isEqualTo(2);

    assertThat(err.toString())
        .contains("--parameter: ", "Smoketest", "Stack", " is not one of SmokeTest, ")
        .contains("Usage: pharos deploy-pipeline");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SmokeTest=maybe | SmokeTest: 'maybe' is none of no, yes",
        "WriteKeyParameter=key | WriteKeyParameter: 'key' is not a name that begins with a slash",
        "DatabasePattern=Ads* | DatabasePattern: 'Ads*' is not of the form [a-z0-9_]*",
        "NativeComputeType= | NativeComputeType: '' is none of BUILD_GENERAL1_MEDIUM",
        "SmokeTest | 'SmokeTest' is not NAME=VALUE",
      })
  void aValueThatTheTemplateRefusesIsWrongUsage(String parameter, String message) {
    assertThat(deploy("--parameter", parameter)).isEqualTo(2);

    assertThat(err.toString()).contains("--parameter: " + message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aValueMayHaveAnEqualsSignAndBeEmpty() {
    assertThat(deploy("--parameter", "Image=a=b", "--parameter", "DatabasePattern="))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains(" DatabasePattern= Image=a=b");
  }

  @Test
  void aParameterThatIsGivenTwiceIsWrongUsage() {
    assertThat(deploy("--parameter", "SmokeTest=no", "--parameter", "SmokeTest=yes")).isEqualTo(2);
    assertThat(err.toString()).contains("--parameter: SmokeTest is given twice; leave one out");
  }

  @Test
  void oneAddressIsTold() {
    assertThat(deploy("--email", "a,b@example.org")).isEqualTo(2);
    assertThat(err.toString()).contains("--email: 'a,b@example.org' is not one address");
  }

  @Test
  void saysThatTheBranchHasNoConfiguration() {
    assertThat(deploy("--branch", "trial")).isEqualTo(ExitCode.OK);

    assertThat(err.toString()).startsWith("pharos: there is no config/trial.json here");
    assertThat(out.toString()).startsWith("aws cloudformation deploy");
  }

  @Test
  void wrongInputIsWrongUsageAndAllOfItIsTold() {
    assertThat(
            deploy(
                "--stack",
                "Pharos",
                "--branch",
                "feature/x",
                "--repository",
                "a/b",
                "--parameter",
                "x=y"))
        .isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "--stack: 'Pharos'",
            "--branch: 'feature/x'",
            "--repository: 'a/b'",
            "--parameter: x is not one of")
        .contains("Usage: pharos deploy-pipeline")
        .doesNotContain("Exception", "\tat ");
  }

  @Test
  void saysWhereTheTemplateIsMissing() throws IOException {
    Files.delete(folder.resolve("build.yaml"));

    assertThat(deploy()).isEqualTo(ExitCode.SOFTWARE);
    assertThat(err.toString()).contains("there is no " + folder.resolve("build.yaml"));
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(deploy("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("Usage: pharos deploy-pipeline", "--connection=ARN", "--repository=NAME")
        .contains("--approval", "--email=E", "--parameter=NAME=VALUE", "--yes", "--branch=B");
  }

  private int deploy(String... options) {
    List<String> arguments = new ArrayList<>(List.of("deploy-pipeline"));
    arguments.addAll(List.of(options));
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
  }
}
