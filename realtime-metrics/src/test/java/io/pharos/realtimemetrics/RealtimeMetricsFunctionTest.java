package io.pharos.realtimemetrics;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.EventServer;
import io.pharos.aws.testing.FunctionStack;
import io.pharos.aws.testing.NeedsEndpoint;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counter on batches as Kinesis' event source sends them. */
@NeedsEndpoint
@ExtendWith(FunctionStack.class)
@QuarkusTest
class RealtimeMetricsFunctionTest {
  @ConfigProperty(name = "quarkus-internal.aws-lambda.test-api")
  String api = "";

  private final Endpoint stack = FunctionStack.endpoint();

  private void handle(String name) {
    EventServer.at(api).answer(event(name));
  }

  @Test
  void countsEveryLineInItsMinute() {
    double at58 = sum("Impressions", "2026-11-21T09:58:00Z");
    double at59 = sum("Impressions", "2026-11-21T09:59:00Z");
    handle("several-lines-a-record");

    assertThat(sum("Impressions", "2026-11-21T09:58:00Z")).isEqualTo(at58 + 3);
    assertThat(sum("Impressions", "2026-11-21T09:59:00Z")).isEqualTo(at59 + 1);
  }

  @Test
  void leavesAMalformedLineOut() {
    double before = sum("Clicks", "2026-11-21T09:50:00Z");
    handle("a-malformed-line");

    assertThat(sum("Clicks", "2026-11-21T09:50:00Z")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-20T22:30:00Z, 1", "2026-11-07T09:59:00Z, 0"})
  void countsALateEventInItsOwnMinuteUnlessItIsTooOld(String minute, double counted) {
    double before = sum("Impressions", minute);
    handle("late-and-too-old");

    assertThat(sum("Impressions", minute)).isEqualTo(before + counted);
  }

  @Test
  void failsForAStreamThatItDoesNotKnow() {
    assertThatExceptionOfType(EventServer.FunctionFailed.class)
        .isThrownBy(() -> handle("a-stream-that-is-none-of-ours"))
        .withMessageContaining("another-stack-advertising.impressions");
  }

  private double sum(String metric, String minute) {
    return stack.sum("Warehouse/Advertising", metric, Instant.parse(minute));
  }
}
