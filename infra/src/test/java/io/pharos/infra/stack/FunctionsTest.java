package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.infra.packaging.LambdaFunction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The functions. What each of them may do is looked at elsewhere. */
class FunctionsTest {
  private static final String FUNCTION = "AWS::Lambda::Function";

  @ParameterizedTest
  @CsvSource({
    "Beacon, beacon, 256, 29",
    "TrafficApi, traffic-api, 256, 20",
    "RealtimeMetrics, realtime-metrics, 256, 120",
    "Preprocessor, preprocessor, 512, 120",
    "Partitioner, partitioner, 256, 900",
    "Curation, curation, 512, 900"
  })
  void eachRunsItsOwnZipAsABinary(String name, String module, int memory, int seconds) {
    Variant.DEFAULTS
        .template()
        .resource(FUNCTION, "Warehouse" + name + "Function")
        .has(
            """
            {
              "FunctionName": "pharos-main-%s",
              "Runtime": "provided.al2023",
              "Handler": "bootstrap",
              "Architectures": ["arm64"],
              "MemorySize": %d,
              "Timeout": %d,
              "Role": "${Warehouse%s.Arn}",
              "LoggingConfig": {
                "LogFormat": "JSON",
                "LogGroup": "${Warehouse%s}"
              },
              "Code": {"S3Bucket": "${ArtifactBucket}"}
            }
            """
                .formatted(module, memory, seconds, name + "Role", name + "Log"));
  }

  @Test
  void thereIsNoOther() {
    assertThat(Variant.ALL_ON.template().resources(FUNCTION))
        .hasSize(LambdaFunction.values().length);
  }

  /** Firehose waits 5 minutes at most, an HTTP API 30 s, and nobody longer than the function. */
  @ParameterizedTest
  @EnumSource
  void eachEndsBeforeItsCallerGivesUp(Variant variant) {
    StackTemplate template = variant.template();

    assertThat(seconds(template, "Beacon")).isLessThan(30);
    assertThat(seconds(template, "TrafficApi")).isLessThan(30);
    assertThat(seconds(template, "Preprocessor")).isLessThan(300);
  }

  private static int seconds(StackTemplate template, String name) {
    return template
        .resource(FUNCTION, "Warehouse" + name + "Function")
        .property("/Timeout")
        .asInt();
  }

  @ParameterizedTest
  @EnumSource
  void eachKnowsItsStack(Variant variant) {
    assertThat(variant.template().functions())
        .allSatisfy(function ->
            function.has(
                """
                {"Environment": {"Variables": {
                  "PHAROS_STACK": "%s", "PHAROS_DATABASE_PREFIX": "%s"
                }}}
                """
                    .formatted(
                        variant.props().names().stack(),
                        variant.props().names().databasePrefix())));
  }

  @ParameterizedTest
  @EnumSource
  void eachHasALogARoleAndAnAliasOfItsOwn(Variant variant) {
    StackTemplate template = variant.template();
    List<StackResource> functions = template.functions();

    assertThat(functions).extracting(function -> function.text("/Role")).doesNotHaveDuplicates();
    assertThat(functions)
        .allSatisfy(function -> {
          String log = function.text("/LoggingConfig/LogGroup").replaceAll("[${}]", "");
          assertThat(template.resource("AWS::Logs::LogGroup", log).text("/LogGroupName"))
              .isEqualTo("/aws/lambda/" + function.text("/FunctionName"));
          assertThat(template.resources("AWS::Lambda::Alias"))
              .filteredOn(alias -> alias.text("/FunctionName").equals("${" + function.name() + "}"))
              .singleElement()
              .satisfies(alias ->
                  alias.has(
                      """
                      {"Name": "live", "FunctionVersion": "${%sCurrentVersion.Version}"}
                      """
                          .formatted(function.name())));
        });
  }

  @ParameterizedTest
  @EnumSource
  void noLogIsKeptForEver(Variant variant) {
    int days = (int) variant.props().options().logRetention().toDays();

    assertThat(variant.template().resources("AWS::Logs::LogGroup"))
        .hasSizeGreaterThanOrEqualTo(LambdaFunction.values().length)
        .allSatisfy(log -> assertThat(log.property("/RetentionInDays").asInt()).isEqualTo(days));
  }

  @Test
  void concurrencyIsReservedForTheBeaconOnlyAndOnDemand() {
    assertThat(Variant.DEFAULTS.template().resources(FUNCTION))
        .allMatch(function -> function.property("/ReservedConcurrentExecutions").isMissingNode());
    assertThat(Variant.RESERVED.template().resources(FUNCTION))
        .filteredOn(function -> !function.property("/ReservedConcurrentExecutions").isMissingNode())
        .singleElement()
        .satisfies(beacon ->
            beacon.has(
                """
                {"FunctionName": "pharos-main-beacon", "ReservedConcurrentExecutions": 50}
                """));
  }

  @Test
  void tracesGoToTheLayerThatIsGiven() {
    assertThat(Variant.TRACED.template().resources(FUNCTION))
        .allSatisfy(function ->
            function.has(
                """
                {
                  "Layers": ["arn:aws:lambda:eu-west-1:901920570463:layer:adot:4"],
                  "Environment": {"Variables": {
                    "OTEL_EXPORTER_OTLP_ENDPOINT": "http://localhost:4318"
                  }}
                }
                """));
    assertThat(Variant.DEFAULTS.template().resources(FUNCTION))
        .allSatisfy(function -> {
          assertThat(function.property("/Layers").isMissingNode()).isTrue();
          assertThat(function.property("/TracingConfig").isMissingNode()).isTrue();
          assertThat(function.property("/Environment/Variables").has("OTEL_EXPORTER_OTLP_ENDPOINT"))
              .isFalse();
        });
  }

  @Test
  void bytecodeRunsOnLambdasOwnJava() {
    assertThat(Variant.JVM.template().resources(FUNCTION))
        .allSatisfy(function -> {
          function.has(
              """
              {
                "Runtime": "java25",
                "Architectures": ["x86_64"],
                "Handler": "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"
              }
              """);
          assertThat(function.property("/MemorySize").asInt()).isGreaterThanOrEqualTo(1_024);
        });
  }

  @Test
  void binariesForX86RunOnX86() {
    assertThat(Variant.AMD64.template().resources(FUNCTION))
        .allSatisfy(function ->
            function.has("{\"Runtime\": \"provided.al2023\", \"Architectures\": [\"x86_64\"]}"));
  }
}
