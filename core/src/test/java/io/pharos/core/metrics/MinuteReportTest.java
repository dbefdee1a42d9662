package io.pharos.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinuteReportTest {
  private final Map<TableName, TreeMap<Long, Long>> counts =
      Map.of(
          TableName.parse("advertising.impressions"), new TreeMap<>(),
          TableName.parse("advertising.clicks"), new TreeMap<>());
  private final MinuteReport report =
      new MinuteReport(
          Shipped.advertising(),
          (table, from, to) ->
              new TreeMap<>(
                  counts.getOrDefault(table, new TreeMap<>()).subMap(from, true, to, true)),
          new MovableClock("2026-11-21T09:41:30Z"));

  @Test
  void everyMinuteOfTheRangeIsThereWithItsRatio() throws IOException {
    count("advertising.impressions", "2026-11-21T09:40:00Z", 4);
    count("advertising.clicks", "2026-11-21T09:40:00Z", 1);
    count("advertising.clicks", "2026-11-21T09:42:00Z", 1);

    assertThat(json(report("2026-11-21T09:40", "2026-11-21T09:41:59Z")))
        .isEqualTo(
            json(
                """
                {"database": "advertising", "minutes": [
                  {"minute": "2026-11-21T09:40:00Z", "clicks": 1, "impressions": 4, "clickthrough_rate": 0.25},
                  {"minute": "2026-11-21T09:41:00Z", "clicks": 0, "impressions": 0, "clickthrough_rate": null}]}
                """));
  }

  @Test
  void aSmallRatioHasNoExponent() throws IOException {
    count("advertising.impressions", "2026-11-21T09:40:00Z", 30_000);
    count("advertising.clicks", "2026-11-21T09:40:00Z", 3);

    assertThat(report("2026-11-21T09:40", "2026-11-21T09:40"))
        .contains("\"clickthrough_rate\":0.0001}");
  }

  @Test
  void theLastHourIsReportedByDefault() throws IOException {
    JsonNode minutes = json(report(null, null)).path("minutes");

    assertThat(minutes).hasSize(60);
    assertThat(minutes.get(0).path("minute").asText()).isEqualTo("2026-11-21T08:42:00Z");
    assertThat(minutes.get(59).path("minute").asText()).isEqualTo("2026-11-21T09:41:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "soon, 2026-11-21T09:41, from: 'soon' is not a minute",
    "2026-11-21T09:41, 2026-11-21 09:42, to: '2026-11-21 09:42' is not a minute",
    "2026-11-21T09:42, 2026-11-21T09:41, it is after to",
    "2026-11-20T09:41, 2026-11-21T09:41, at most 1440 minutes"
  })
  void aBadRangeIsNamed(String from, String to, String message) {
    assertThat(report.report("advertising", Optional.of(from), Optional.of(to)))
        .isInstanceOfSatisfying(
            MetricsOutcome.BadRequest.class, bad -> assertThat(bad.message()).contains(message));
  }

  @Test
  void aRangeMayBeGivenAsInstants() throws IOException {
    count("advertising.impressions", "2026-11-21T09:40:00Z", 4);

    assertThat(json(report("2026-11-21T09:40:59Z", "2026-11-21T09:40:59.999Z")).path("minutes"))
        .singleElement()
        .satisfies(minute -> assertThat(minute.path("impressions").asInt()).isEqualTo(4));
  }

  @Test
  void anEndWithoutAStartIsTheEndOfAnHour() throws IOException {
    JsonNode minutes = json(report(null, "2026-11-20T00:29")).path("minutes");

    assertThat(minutes).hasSize(60);
    assertThat(minutes.get(0).path("minute").asText()).isEqualTo("2026-11-19T23:30:00Z");
  }

  @Test
  void aWholeDayIsReportedAtOnce() throws IOException {
    assertThat(json(report("2026-11-20T00:00", "2026-11-20T23:59")).path("minutes")).hasSize(1_440);
  }

  @Test
  void aLongTextIsNotSentBackWhole() {
    assertThat(report.report("advertising", Optional.of("x".repeat(9_000)), Optional.empty()))
        .isInstanceOfSatisfying(
            MetricsOutcome.BadRequest.class, bad -> assertThat(bad.message()).hasSizeLessThan(200));
  }

  @Test
  void aDatabaseHasItsOwnTablesAndTheRatiosOfThoseOnly() {
    MinuteReport shop =
        new MinuteReport(
            Curated.shop(),
            (table, from, to) -> new TreeMap<>(Map.of(from, 2L)),
            new MovableClock("2026-11-21T09:41:30Z"));

    assertThat(
            shop.report("shop", Optional.of("2026-11-21T09:41"), Optional.of("2026-11-21T09:41")))
        .isEqualTo(
            new MetricsOutcome.Report(
                "{\"database\":\"shop\",\"minutes\":[{\"minute\":\"2026-11-21T09:41:00Z\","
                    + "\"orders\":2,\"returns\":2,\"return_rate\":1.0}]}"));
  }

  @Test
  void anUnknownDatabaseIsNotFound() {
    assertThat(report.report("shop", Optional.empty(), Optional.empty()))
        .isInstanceOf(MetricsOutcome.NotFound.class);
  }

  private String report(@Nullable String from, @Nullable String to) {
    MetricsOutcome outcome =
        report.report("advertising", Optional.ofNullable(from), Optional.ofNullable(to));
    assertThat(outcome).isInstanceOf(MetricsOutcome.Report.class);
    return ((MetricsOutcome.Report) outcome).json();
  }

  private void count(String table, String minute, long events) {
    counts
        .getOrDefault(TableName.parse(table), new TreeMap<>())
        .put(Instant.parse(minute).getEpochSecond() / 60, events);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
