package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.OperationalCount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationalMetricsTest {
  private static final TableName ORDERS = TableName.parse("shop.orders");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final OperationalMetrics metrics =
      new OperationalMetrics(
          "pharos-dev",
          Clock.fixed(Instant.parse("2026-03-04T05:06:07.089Z"), ZoneOffset.UTC),
          new PrintStream(out, true, StandardCharsets.UTF_8));

  @Test
  void printsALineAsCloudWatchReadsIt() {
    metrics.count(
        ORDERS,
        Map.of(
            OperationalCount.EVENTS_QUARANTINED,
            2L,
            OperationalCount.EVENTS_ACCEPTED,
            3_000_000_000L));

    assertThat(printed())
        .containsExactly(
            "{\"_aws\":{\"Timestamp\":1772600767089,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"Pharos\",\"Dimensions\":[[\"Stack\",\"Database\",\"Table\"],[\"Stack\"]],"
                + "\"Metrics\":[{\"Name\":\"EventsAccepted\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"EventsQuarantined\",\"Unit\":\"Count\"}]}]},"
                + "\"Stack\":\"pharos-dev\",\"Database\":\"shop\",\"Table\":\"orders\","
                + "\"EventsAccepted\":3000000000,\"EventsQuarantined\":2}");
  }

  @Test
  void countsOfZeroAreLeftOut() throws IOException {
    metrics.count(
        ORDERS,
        Map.of(OperationalCount.EVENTS_QUARANTINED, 0L, OperationalCount.EVENTS_ACCEPTED, 1L));

    JsonNode line = new ObjectMapper().readTree(printed().getFirst());
    assertThat(line.path("EventsAccepted").asLong()).isEqualTo(1);
    assertThat(line.has("EventsQuarantined")).isFalse();
    assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics").findValuesAsText("Name"))
        .containsExactly("EventsAccepted");
  }

  @Test
  void nothingIsPrintedWhereAllCountsAreZero() {
    metrics.count(
        ORDERS,
        Map.of(OperationalCount.EVENTS_QUARANTINED, 0L, OperationalCount.EVENTS_ACCEPTED, 0L));
    metrics.count(ORDERS, Map.of());

    assertThat(out.size()).isZero();
  }

  @Test
  void everyDimensionHasItsValue() throws IOException {
    metrics.count(ORDERS, Map.of(OperationalCount.EVENTS_ACCEPTED, 1L));

    JsonNode line = new ObjectMapper().readTree(printed().getFirst());
    for (JsonNode set : line.at("/_aws/CloudWatchMetrics/0/Dimensions")) {
      assertThat(set)
          .isNotEmpty()
          .allSatisfy(dimension -> assertThat(line.path(dimension.asText()).isTextual()).isTrue());
    }
  }

  @Test
  void eachCallHasALineOfItsOwn() {
    metrics.count(ORDERS, Map.of(OperationalCount.EVENTS_ACCEPTED, 1L));
    metrics.count(TableName.parse("shop.returns"), Map.of(OperationalCount.EVENTS_ACCEPTED, 2L));

    assertThat(printed())
        .hasSize(2)
        .satisfiesExactly(
            first -> assertThat(first).contains("\"Table\":\"orders\"", "\"EventsAccepted\":1}"),
            second ->
                assertThat(second).contains("\"Table\":\"returns\"", "\"EventsAccepted\":2}"));
  }

  private List<String> printed() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
