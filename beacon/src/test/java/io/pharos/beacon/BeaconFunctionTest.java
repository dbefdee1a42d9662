package io.pharos.beacon;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.StreamReader;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.QuarantineLine;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The beacon function on events as API Gateway sends them. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class BeaconFunctionTest {
  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  private final Endpoint stack = FunctionStack.endpoint();

  private JsonNode answer(String name) {
    return EventServer.at(api).answer(event(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two-impressions",
        "two-impressions-gzipped",
        "two-impressions-by-send-beacon",
        "two-impressions-as-lines"
      })
  void takesEvents(String name) {
    long before = lines();
    JsonNode answer = answer(name);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("body").asText())
        .isEqualTo(
            "{\"failed_count\":0,\"records\":["
                + "{\"event_id\":\"0199aa00-0000-7000-8000-000000000101\",\"failed\":false},"
                + "{\"event_id\":\"0199aa00-0000-7000-8000-000000000102\",\"failed\":false}]}");
    assertThat(lines()).isEqualTo(before + 2);
  }

  @Test
  void keepsAnInvalidEventInQuarantineAndTakesTheOthers() {
    long before = lines();
    JsonNode body = body(answer("an-invalid-impression-between-two-valid-ones"));

    assertThat(body.path("failed_count").asInt()).isEqualTo(1);
    assertThat(body.path("records").findValuesAsText("failed"))
        .containsExactly("false", "true", "false");
    assertThat(body.path("records").get(1).path("error_code").asText()).isEqualTo("InvalidEvent");
    assertThat(body.path("records").get(1).path("error_message").asText()).contains("'ad_id'");
    assertThat(lines()).isEqualTo(before + 2);
    assertThat(quarantined())
        .anySatisfy(line ->
            assertThat(QuarantineLine.read(line).orElseThrow().original())
                .asString()
                .contains("no uuid"));
  }

  @ParameterizedTest
  @CsvSource({
    "not-json, 400, is not JSON",
    "an-unknown-table, 404, is not a streaming table",
    "a-blank-in-an-unknown-database, 404, data base.x",
    "a-blank-and-no-pixel, 404, there is nothing at this address",
    "another-media-type, 415, application/json",
    "broken-gzip, 400, not whole gzip",
  })
  void saysWhatIsWrongWithARequest(String name, int status, String message) {
    JsonNode answer = answer(name);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(body(answer).path("error").asText()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({"not-json, {\"impressions\": [", "another-media-type, <"})
  void keepsABodyThatIsNoneInQuarantine(String name, String start) {
    answer(name);

    assertThat(quarantined().flatMap(line -> QuarantineLine.read(line).stream()))
        .filteredOn(kept -> kept.reason().equals("InvalidBody"))
        .extracting(kept -> new String(kept.original(), StandardCharsets.UTF_8))
        .anyMatch(original -> original.startsWith(start));
  }

  @ParameterizedTest
  @CsvSource({"a-pixel, 200", "a-pixel-of-no-ad, 400"})
  void answersAPixelWithAPicture(String name, int status) {
    JsonNode answer = answer(name);

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(header(answer, "Content-Type")).isEqualTo("image/gif");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(answer.path("isBase64Encoded").asBoolean()).isTrue();
    assertThat(Base64.getDecoder().decode(answer.path("body").asText())).hasSize(43);
  }

  private static String header(JsonNode answer, String name) {
    JsonNode one = answer.path("headers").path(name);
    return one.isMissingNode()
        ? answer.path("multiValueHeaders").path(name).path(0).asText()
        : one.asText();
  }

  private static JsonNode body(JsonNode answer) {
    return EventServer.json(answer.path("body").asText());
  }

  private long lines() {
    return StreamReader.lines(stack, TableName.parse("advertising.impressions")).size();
  }

  private Stream<String> quarantined() {
    return stack.objects("quarantine/").stream().flatMap(String::lines);
  }
}
