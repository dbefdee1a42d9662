package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagReportFormat;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.CfnLint;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.stack.PackagedCode;
import io.pharos.infra.stack.WarehouseStack;
import io.pharos.infra.warehouse.WarehouseProps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** What others find in the template of what watches a warehouse. */
class OperationsTemplateTest {
  private static final String OPERATIONS = Watched.STACK + "/Operations/";
  private static final String REPORT = "AwsSolutions-%s-NagReport.json".formatted(Watched.STACK);

  /**
   * Versions come with deployments: CodeDeploy asks for the provisioned concurrency of any version
   * of each function.
   */
  private static final String OF_EVERY_VERSION =
      "AwsSolutions-IAM5 " + OPERATIONS + "Canary/Deployer/DefaultPolicy/Resource";

  @Test
  void cfnLintFindsNothing(@TempDir Path folder) throws IOException, InterruptedException {
    CfnLint.assertClean(
        Map.of(
            "example", Watched.Example.get().template(),
            "varied", WarehouseAlarmsTest.VARIED.template(),
            "many", DashboardsTest.MANY.template()),
        folder);
  }

  @Test
  void cdkNagFindsWhatIsMeantSoAndNothingElse() throws IOException {
    App app = new App();
    WarehouseProps props = WarehouseProps.of(StackNames.of(Watched.STACK), PackagedCode.none());
    WarehouseStack stack = new WarehouseStack(app, props, Watched.shipped());
    Aspects.of(stack)
        .add(
            AwsSolutionsChecks.Builder.create()
                .reports(true)
                .reportFormats(List.of(NagReportFormat.JSON))
                .build());
    Path report = Path.of(app.synth().getDirectory(), REPORT);
    JsonNode lines = new ObjectMapper().readTree(report.toFile()).path("lines");

    assertThat(
            lines
                .valueStream()
                .filter(line -> line.path("resourceId").asText().startsWith(OPERATIONS)))
        .isNotEmpty();
    assertThat(
            lines
                .valueStream()
                .filter(line -> line.path("resourceId").asText().startsWith(OPERATIONS))
                .filter(line -> !line.path("compliance").asText().equals("Compliant"))
                .map(line -> line.path("ruleId").asText() + " " + line.path("resourceId").asText()))
        .hasSize(LambdaFunction.values().length)
        .containsOnly(OF_EVERY_VERSION);
  }
}
