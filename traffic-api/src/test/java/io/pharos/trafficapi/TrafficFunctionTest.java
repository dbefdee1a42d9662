package io.pharos.trafficapi;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.aws.Backoff;
import io.pharos.aws.dynamodb.DynamoDbServingTable;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The look-up function on events as API Gateway sends them. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class TrafficFunctionTest {
  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  private final Endpoint stack = FunctionStack.endpoint();

  @BeforeEach
  void serve() {
    new DynamoDbServingTable(
            stack.dynamoDb(),
            stack.names().servingTable(),
            new Backoff(() -> Duration.ofSeconds(5), 3))
        .upsert(
            ServedName.parse("advertising.traffic"),
            Stream.of("2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21")
                .map(day ->
                    new ServedRow(
                        "0199aa00-0000-7000-8000-000000000001",
                        day,
                        "{\"impressions\":4,\"clicks\":1}"))
                .toList());
  }

  private JsonNode answer(String event) {
    return EventServer.at(api).answer(event);
  }

  private static JsonNode body(JsonNode answer) {
    return EventServer.json(answer.path("body").asText());
  }

  @Test
  void looksUpTheDaysOfAnAd() {
    JsonNode answer = answer(event("three-days"));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(body(answer).path("count").asInt()).isEqualTo(3);
    assertThat(body(answer).path("next").asText()).isEmpty();
    assertThat(body(answer).path("days").findValuesAsText("day"))
        .containsExactly("2026-11-19", "2026-11-20", "2026-11-21");
    assertThat(body(answer).path("days").get(0).toString())
        .isEqualTo(
            "{\"day\":\"2026-11-19\",\"impressions\":4,\"clicks\":1,\"clickthrough_rate\":0.25}");
  }

  @Test
  void looksUpTodayWhereNoDayIsGiven() {
    assertThat(body(answer(event("today"))).path("days").findValuesAsText("day"))
        .containsExactly("2026-11-21");
  }

  @Test
  void goesOnWhereAPageEnded() {
    String event = event("one-day-a-page");
    JsonNode first = body(answer(event));
    JsonNode second = body(answer(page(event, first)));
    JsonNode third = body(answer(page(event, second)));

    assertThat(List.of(first, second, third))
        .extracting(page -> page.path("days").path(0).path("day").asText())
        .containsExactly("2026-11-19", "2026-11-20", "2026-11-21");
    assertThat(third.path("next").asText()).isEmpty();
  }

  private static String page(String event, JsonNode before) {
    return event.replace("limit=1\"", "limit=1&page=" + before.path("next").asText() + "\"");
  }

  @Test
  void refusesThePageOfAnotherRequest() {
    String token = body(answer(event("one-day-a-page"))).path("next").asText();
    JsonNode answer = answer(event("a-page-of-another-ad").replace("TOKEN", token));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("error").asText()).contains("page");
  }

  @ParameterizedTest
  @CsvSource({
    "an-id-that-is-none, 400",
    "a-day-that-is-none, 400",
    "start-after-end, 400",
    "a-limit-that-is-too-high, 400",
    "nothing-served-there, 404",
  })
  void saysWhatIsWrongWithARequest(String name, int status) {
    JsonNode answer = answer(event(name));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(status);
    assertThat(body(answer).path("error").asText()).isNotBlank();
  }

  /** API Gateway has decoded the path. */
  @ParameterizedTest
  @CsvSource({
    "a-key-with-a-blank, a b",
    "a-key-with-a-percent-sign, 50%25",
    "a-key-with-a-question-mark, who?",
    "a-key-with-a-semicolon, a;b",
    "a-key-with-a-letter-beyond-ascii, köln",
  })
  void looksUpTheKeyThatWasAskedFor(String name, String key) {
    JsonNode answer = answer(event(name));

    assertThat(answer.path("statusCode").asInt()).isEqualTo(400);
    assertThat(body(answer).path("error").asText()).isEqualTo("ad_id: '" + key + "' is not a UUID");
  }
}
