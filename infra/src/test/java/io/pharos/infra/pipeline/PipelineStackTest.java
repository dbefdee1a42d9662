package io.pharos.infra.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineStackTest {
  private static final String CONNECTION =
      "arn:aws:codeconnections:eu-west-1:123456789012:connection/0a1b-2c";

  @Test
  void tellsTheTemplateEverythingSoThatNothingOfBeforeStays() {
    PipelineStack pipeline =
        new PipelineStack("pharos", "main", "", "", false, "", Map.of("Image", "x", "Aim", "y"));

    assertThat(pipeline.command(Path.of("/home/of pharos/build.yaml")))
        .containsExactly(
            "aws",
            "cloudformation",
            "deploy",
            "--stack-name",
            "pipeline-pharos-main",
            "--template-file",
            "/home/of pharos/build.yaml",
            "--capabilities",
            "CAPABILITY_IAM",
            "--no-fail-on-empty-changeset",
            "--parameter-overrides",
            "Stack=pharos",
            "Branch=main",
            "Connection=",
            "Repository=",
            "Approval=no",
            "Email=",
            "Aim=y",
            "Image=x");
  }

  @Test
  void aConnectionReachesARepositoryOfAnOwner() {
    PipelineStack pipeline =
        new PipelineStack("pharos", "main", CONNECTION, "a/b.c", true, "me@home", Map.of());

    assertThat(pipeline.command(Path.of("build.yaml")))
        .contains("Connection=" + CONNECTION, "Repository=a/b.c", "Approval=yes", "Email=me@home");
  }

  @Test
  void isNotCalledAsWhatItDeploys() {
    PipelineStack pipeline = new PipelineStack("a", "b", "", "", false, "", Map.of());

    assertThat(pipeline.name()).doesNotStartWith("a-b");
  }

  @ParameterizedTest
  @CsvSource({
    "Pharos, main, '', '', '', --stack: 'Pharos' is not lower-case letters",
    "pharos, feature/x, '', '', '', --branch: 'feature/x' is not",
    "pharos, feature-new-dashboards, '', '', '', has 29 letters; the pipeline can deploy stacks of up to 25",
    "pharos, main, github, a/b, '', --connection: 'github' is not the ARN of a connection",
    "pharos, main, '', a/b, '', another one needs --connection",
    "pharos, main, '', '', nobody, --email: 'nobody' is not one address"
  })
  void saysWhatIsWrong(
      String stack,
      String branch,
      String connection,
      String repository,
      String email,
      String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PipelineStack(stack, branch, connection, repository, false, email, Map.of()))
        .withMessageContaining(message);
  }

  @Test
  void aConnectionNeedsARepositoryWithItsOwner() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PipelineStack("pharos", "main", CONNECTION, "b", false, "", Map.of()))
        .withMessage("--repository: with a connection it is owner/name, not 'b'");
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PipelineStack("", "-", "x", "y", false, "z", Map.of()))
        .satisfies(wrong -> assertThat(wrong.getMessage()).hasLineCount(5));
  }
}
