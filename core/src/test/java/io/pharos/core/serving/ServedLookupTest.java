package io.pharos.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.ServedName;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedLookupTest {
  private static final String AD = "0199aa00-0000-7000-8000-00000000000a";

  private final InMemoryServingTable serving = new InMemoryServingTable();
  private final ServedLookup lookup =
      new ServedLookup(Shipped.advertising(), serving, new MovableClock("2026-11-21T09:41:00Z"));

  @Test
  void givesTheDaysOfAKeyWithTheirRatio() {
    serve("2026-11-19", 4, 1);
    serve("2026-11-20", 0, 2);

    assertThat(found("2026-11-01", "2026-11-20", "", ""))
        .isEqualTo(
            json(
                """
                {"count": 2, "next": "", "days": [
                  {"day": "2026-11-19", "impressions": 4, "clicks": 1, "clickthrough_rate": 0.25},
                  {"day": "2026-11-20", "impressions": 0, "clicks": 2, "clickthrough_rate": null}]}
                """));
  }

  @Test
  void aRateMayExceedOne() {
    serve("2026-11-21", 1, 3);

    assertThat(found("", "", "", "").at("/days/0/clickthrough_rate").asDouble()).isEqualTo(3);
  }

  @Test
  void aSmallRateHasNoExponent() {
    serve("2026-11-21", 30_000, 3);

    LookupOutcome outcome = lookup.find(request(AD, "", "", "", ""));

    assertThat(((LookupOutcome.Found) outcome).json()).contains("\"clickthrough_rate\":0.0001}");
  }

  @Test
  void startAndEndAreTodayByDefaultAndInclusive() {
    serve("2026-11-20", 1, 0);
    serve("2026-11-21", 2, 0);
    serve("2026-11-22", 3, 0);

    assertThat(days(found("", "", "", ""))).containsExactly("2026-11-21");
    assertThat(days(found("2026-11-20", "", "", ""))).containsExactly("2026-11-20", "2026-11-21");
    assertThat(days(found("", "2026-11-22", "", ""))).containsExactly("2026-11-21", "2026-11-22");
  }

  @Test
  void anUnknownKeyHasNoDays() {
    assertThat(found("", "", "", ""))
        .isEqualTo(json("{\"count\": 0, \"next\": \"\", \"days\": []}"));
  }

  @Test
  void aKeyIsFoundInAnyCase() {
    serve("2026-11-21", 1, 0);

    LookupOutcome outcome = lookup.find(request(AD.toUpperCase(Locale.ROOT), "", "", "", ""));

    assertThat(outcome).isInstanceOf(LookupOutcome.Found.class);
    assertThat(json(((LookupOutcome.Found) outcome).json()).path("count").asInt()).isEqualTo(1);
  }

  @Test
  void pagesMakeUpTheWholeAndEndWithoutANext() {
    for (int day = 1; day <= 20; day++) {
      serve("2026-10-%02d".formatted(day), day, 0);
    }
    List<String> seen = new ArrayList<>();
    String page = "";
    int pages = 0;
    do {
      JsonNode answer = found("2026-10-01", "2026-10-31", page, "5");
      seen.addAll(days(answer));
      page = answer.path("next").asText();
      pages++;
    } while (!page.isEmpty());

    assertThat(pages).as("the exact end is known without an empty page").isEqualTo(4);
    assertThat(seen).hasSize(20).doesNotHaveDuplicates().isSorted();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not-a-uuid |            |            |       | ad_id: 'not-a-uuid' is not a UUID",
        "           | 2026-2-3   |            |       | start: '2026-2-3' is not a day",
        "           | 2026-02-30 |            |       | start: '2026-02-30' is not a day",
        "           |            | tomorrow   |       | end: 'tomorrow' is not a day",
        "           | 2026-11-22 | 2026-11-21 |       | start: 2026-11-22 is after the end",
        "           |            |            | 0     | limit: '0' is not a whole number from 1 to"
            + " 100",
        "           |            |            | 101   | limit: '101' is not",
        "           |            |            | -1    | limit: '-1' is not",
        "           |            |            | ten   | limit: 'ten' is not",
        "           |            |            | +5    | limit: '+5' is not",
        "           |            |            | 99999999999 | limit: '99999999999' is not",
        "           | +12026-11-20 |          |       | start: '+12026-11-20' is not a day",
        "           |            | -2026-11-20 |      | end: '-2026-11-20' is not a day"
      })
  void aBadParameterIsNamed(String key, String start, String end, String limit, String message) {
    LookupOutcome outcome =
        lookup.find(
            new LookupRequest(
                "advertising",
                "traffic",
                key == null ? AD : key,
                Optional.ofNullable(start),
                Optional.ofNullable(end),
                Optional.empty(),
                Optional.ofNullable(limit)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            LookupOutcome.BadRequest.class, bad -> assertThat(bad.message()).contains(message));
  }

  @Test
  void aTokenOfAnotherRequestOrOfNobodyIsRefused() {
    for (int day = 1; day <= 3; day++) {
      serve("2026-10-0" + day, day, 0);
    }
    String token = found("2026-10-01", "2026-10-31", "", "1").path("next").asText();
    String forged =
        new PageToken("advertising.traffic", AD, "2026-10-01", "2026-10-31", "2026-11-30").text();

    for (String bad : List.of("x", "AAAA", "%%%", forged, token + "A")) {
      assertThat(lookup.find(request(AD, "2026-10-01", "2026-10-31", bad, "1")))
          .as(bad)
          .isInstanceOf(LookupOutcome.BadRequest.class);
    }
    assertThat(lookup.find(request(AD, "2026-10-02", "2026-10-31", token, "1")))
        .isInstanceOf(LookupOutcome.BadRequest.class);
    assertThat(lookup.find(request(AD, "2026-10-01", "2026-10-31", token, "1")))
        .isInstanceOf(LookupOutcome.Found.class);
  }

  @Test
  void whatNobodyServesIsNotFound() {
    LookupRequest unknown =
        new LookupRequest(
            "advertising",
            "impressions",
            AD,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(lookup.find(unknown)).isInstanceOf(LookupOutcome.NotFound.class);
  }

  private void serve(String day, int impressions, int clicks) {
    serving.upsert(
        ServedName.parse("advertising.traffic"),
        List.of(
            new ServedRow(
                AD, day, "{\"impressions\":" + impressions + ",\"clicks\":" + clicks + "}")));
  }

  private JsonNode found(String start, String end, String page, String limit) {
    LookupOutcome outcome = lookup.find(request(AD, start, end, page, limit));
    assertThat(outcome).isInstanceOf(LookupOutcome.Found.class);
    return json(((LookupOutcome.Found) outcome).json());
  }

  private static LookupRequest request(
      String key, String start, String end, String page, String limit) {
    return new LookupRequest(
        "advertising", "traffic", key, given(start), given(end), given(page), given(limit));
  }

  private static Optional<String> given(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static List<String> days(JsonNode answer) {
    return answer.path("days").findValuesAsText("day");
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
