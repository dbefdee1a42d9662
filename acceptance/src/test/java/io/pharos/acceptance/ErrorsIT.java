package io.pharos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.acceptance.FunctionProcess.FunctionFailed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function says of itself and of events that are none; without AWS behind it. */
class ErrorsIT {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Map<String, String> SETTINGS =
      Map.of(
          "AWS_ENDPOINT_URL", "http://127.0.0.1:1",
          "PHAROS_STACK", "s",
          "PHAROS_BUCKET", "s-lake",
          "PHAROS_FAILURE_TOPIC", "arn:aws:sns:eu-west-1:123456789012:failures",
          "PHAROS_SUCCESS_TOPIC", "arn:aws:sns:eu-west-1:123456789012:successes");

  private static FunctionProcess start(String function, Map<String, String> settings)
      throws IOException {
    return FunctionProcess.start(
        Deployment.ROOT.resolve(function).resolve("target/function.zip"),
        Deployment.definitions(),
        settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"beacon", "traffic-api", "realtime-metrics", "preprocessor", "curation"})
  void anEventThatIsNoneIsRefusedWithItsFault(String function) throws IOException {
    try (FunctionProcess process = start(function, SETTINGS)) {
      for (JsonNode one : malformed(function)) {
        assertThat(failure(process, one.path("event").toString()))
            .isEqualTo(one.path("says").asText());
      }
      List<JsonNode> errors = errors(process);

      assertThat(errors).isNotEmpty();
      assertThat(errors)
          .filteredOn(line -> line.has("mdc"))
          .extracting(line -> line.at("/mdc/request_id").asText())
          .doesNotHaveDuplicates()
          .doesNotContain("");
    }
  }

  private static JsonNode malformed(String function) throws IOException {
    return MAPPER
        .readTree(Path.of("src/test/resources/malformed-events.json").toFile())
        .path(function);
  }

  private static String failure(FunctionProcess process, String event)
      throws JsonProcessingException {
    FunctionFailed failed = catchThrowableOfType(FunctionFailed.class, () -> process.invoke(event));
    assertThat(failed).as(event).isNotNull();
    return MAPPER.readTree(failed.getMessage()).path("errorMessage").asText();
  }

  @Test
  void aFailureIsLoggedWithTheIdOfItsOwnRequestAndOfNoTableWhereItIsOfAll() throws IOException {
    try (FunctionProcess partitioner = start("partitioner", SETTINGS)) {
      assertThatExceptionOfType(FunctionFailed.class)
          .isThrownBy(() -> partitioner.invoke("null"))
          .withMessageContaining("tables could not be done");
      assertThatExceptionOfType(FunctionFailed.class).isThrownBy(() -> partitioner.invoke("{}"));

      List<JsonNode> ours =
          errors(partitioner).stream()
              .filter(line -> line.path("message").asText().contains("could not be done"))
              .filter(line -> line.has("mdc"))
              .toList();
      assertThat(ours).hasSize(2);
      assertThat(ours.stream().map(line -> line.at("/mdc/request_id").asText()).distinct())
          .hasSize(2)
          .doesNotContain("");
      assertThat(ours).allSatisfy(line -> assertThat(line.at("/mdc/table").asText()).isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("io.pharos.acceptance.Deployment#functions")
  void settingsThatAreWrongAreToldToLambdaInOneMessageAndLoggedLineByLine(String function) {
    assertThatIllegalStateException()
        .isThrownBy(() -> start(function, Map.of("PHAROS_STACK", "", "AWS_ENDPOINT_URL", "none")))
        .withMessageContaining(
            "it does not start: {\"errorType\":\"io.pharos.aws.lambda.Settings$InvalidSettings\",\"errorMessage\":\"the function's settings are wrong:\\n  PHAROS_STACK: not set; it is the name of the stack\\n  ")
        .withMessageContaining("\"message\":\"PHAROS_STACK: not set; it is the name of the stack\"")
        .withMessageContaining("\"message\":\"AWS_ENDPOINT_URL: 'none' is not a URL\"")
        .satisfies(told -> assertThat(told.getMessage()).containsOnlyOnce("does not start"))
        .satisfies(told -> assertThat(told.getMessage()).doesNotContain("\tat "));
  }

  /** All lines are JSON, but the one that the JVM itself writes. */
  private static List<JsonNode> errors(FunctionProcess process) throws JsonProcessingException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : process.log().lines().toList()) {
      if (!line.startsWith("Picked up JAVA_TOOL_OPTIONS")) {
        lines.add(MAPPER.readTree(line));
      }
    }
    assertThat(lines)
        .filteredOn(line -> line.has("level"))
        .allSatisfy(
            line -> assertThat(line.path("level").asText()).isIn(Set.of("INFO", "WARN", "ERROR")));
    return lines.stream().filter(line -> line.path("level").asText().equals("ERROR")).toList();
  }
}
