package io.pharos.preprocessor;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.NeedsEndpoint;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The preprocessor on batches as Firehose sends them. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class PreprocessorFunctionTest {
  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  private final Endpoint stack = FunctionStack.endpoint();

  private JsonNode records(String name) {
    return EventServer.at(api).answer(event(name)).path("records");
  }

  @Test
  void passesOnWhatABeaconWrote() {
    JsonNode sent = EventServer.json(event("lines-of-a-beacon")).path("records");
    JsonNode records = records("lines-of-a-beacon");

    assertThat(records.findValuesAsText("result")).containsExactly("Ok", "Ok");
    assertThat(records.findValuesAsText("recordId")).isEqualTo(sent.findValuesAsText("recordId"));
    assertThat(records.findValuesAsText("data")).isEqualTo(sent.findValuesAsText("data"));
  }

  @Test
  void passesOnTheValidLinesAndQuarantinesTheOthers() {
    JsonNode records = records("one-good-one-bad-one-of-both");

    assertThat(records.findValuesAsText("result")).containsExactly("Ok", "Dropped", "Ok");
    assertThat(text(records.get(2)))
        .contains("000000000102")
        .doesNotContain("not json")
        .endsWith("\n");
    assertThat(quarantined()).contains("{\\\"ad_id\\\": 7}").contains("not json");
  }

  @Test
  void completesWhatWasWrittenDirectlyTheSameWayEachTime() {
    String first = text(records("written-directly-without-id-and-newline").get(0));
    String again = text(records("written-directly-without-id-and-newline").get(0));

    assertThat(first)
        .isEqualTo(again)
        .contains("\"ad_id\":\"0199aa00-0000-7000-8000-000000000001\"")
        .contains("\"occurred_at\":\"2026-11-21 09:58:01.000\"")
        .contains("\"received_at\":\"2026-11-21 10:01:00.123\"")
        .contains("\"impression_id\":\"")
        .endsWith("}\n");
  }

  @Test
  void failsForADeliveryThatItDoesNotKnow() {
    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> records("a-delivery-that-is-none-of-ours"))
        .withMessageContaining("another-stack-advertising.impressions");
  }

  private static String text(JsonNode record) {
    return new String(
        Base64.getDecoder().decode(record.path("data").asText()), StandardCharsets.UTF_8);
  }

  private String quarantined() {
    return String.join("\n", stack.objects("quarantine/"));
  }
}
