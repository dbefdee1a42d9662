package io.pharos.core.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.core.definition.ServedName;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups where windows are not days, keys are no UUIDs, and rows have a date of their own. */
class LookupByWindowTest {
  private final InMemoryServingTable serving = new InMemoryServingTable();
  private final ServedLookup lookup =
      new ServedLookup(Curated.shop(), serving, new MovableClock("2026-11-21T09:41:00Z"));

  @ParameterizedTest
  @CsvSource({
    "by_hour, 2026-11-20T00 2026-11-20T23 2026-11-21T09, 2026-11-20T00 2026-11-20T23",
    "by_day, 2026-11-18 2026-11-19 2026-11-20 2026-11-21, 2026-11-19 2026-11-20",
    "by_month, 2026-10 2026-11 2026-12, 2026-11",
    "by_none, all, all"
  })
  void theWindowsThatTouchTheDaysAreFound(String as, String served, String found)
      throws JsonProcessingException {
    serve(as, "c", served.split(" ", -1));

    assertThat(periods(find(as, "c", "2026-11-19", "2026-11-20", "", "100")))
        .containsExactly(found.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "by_hour, 2026-10-01T00 2026-10-01T01 2026-11-20T23",
    "by_day, 2026-10-01 2026-10-02 2026-11-20",
    "by_month, 2026-10 2026-11",
    "by_none, all"
  })
  void pagesOfOneMakeUpTheWhole(String as, String served) throws JsonProcessingException {
    serve(as, "c", served.split(" ", -1));

    assertThat(pages(as, "c")).containsExactly(served.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "\n", "a/b?c=d", "\u00e9", " "})
  void aKeyMayBeAnyText(String key) throws JsonProcessingException {
    serve("by_day", key, "2026-10-01", "2026-10-02", "2026-10-03");

    assertThat(pages("by_day", key)).hasSize(3);
  }

  @Test
  void aKeyHas1To256Characters() {
    assertThat(outcome("by_day", "c".repeat(256), "2026-11-20", "2026-11-20", "", "1"))
        .isInstanceOf(LookupOutcome.Found.class);
    assertThat(outcome("by_day", "c".repeat(257), "2026-11-20", "2026-11-20", "", "1"))
        .isEqualTo(new LookupOutcome.BadRequest("customer: must be a text of 1 to 256 characters"));
    assertThat(outcome("by_day", "", "2026-11-20", "2026-11-20", "", "1"))
        .isInstanceOf(LookupOutcome.BadRequest.class);
  }

  @Test
  void aTokenIsOfOneName() throws JsonProcessingException {
    serve("by_day", "c", "2026-10-01", "2026-10-02");
    String token = find("by_day", "c", "2026-10-01", "2026-10-31", "", "1").path("next").asText();

    assertThat(outcome("by_hour", "c", "2026-10-01", "2026-10-31", token, "1"))
        .isInstanceOfSatisfying(
            LookupOutcome.BadRequest.class, bad -> assertThat(bad.message()).startsWith("page: "));
    assertThat(outcome("by_day", "d", "2026-10-01", "2026-10-31", token, "1"))
        .isInstanceOf(LookupOutcome.BadRequest.class);
    assertThat(outcome("by_day", "c", "2026-10-01", "2026-10-30", token, "1"))
        .isInstanceOf(LookupOutcome.BadRequest.class);
  }

  @Test
  void aRowHasItsDateFirstThenItsColumnsAsDeclaredThenItsRatios() {
    serving.upsert(
        ServedName.parse("shop.paid"),
        List.of(
            new ServedRow(
                "c",
                "2026-11-20",
                "{\"orders\":4,\"returns\":1,\"items\":[\"a\"],\"first_at\":null,"
                    + "\"total\":123456789012345678.90}")));

    assertThat(outcome("paid", "c", "2026-11-20", "2026-11-20", "", "1"))
        .isEqualTo(
            new LookupOutcome.Found(
                "{\"count\":1,\"next\":\"\",\"paid_ons\":[{\"paid_on\":\"2026-11-20\","
                    + "\"total\":123456789012345678.90,\"first_at\":null,\"items\":[\"a\"],"
                    + "\"returns\":1,\"orders\":4,\"return_rate\":0.25}]}"));
  }

  private void serve(String as, String key, String... periods) {
    for (String period : periods) {
      serving.upsert(
          new ServedName("shop", as), List.of(new ServedRow(key, period, "{\"orders\":1}")));
    }
  }

  private List<String> pages(String as, String key) throws JsonProcessingException {
    List<String> seen = new ArrayList<>();
    String page = "";
    do {
      JsonNode answer = find(as, key, "2026-10-01", "2026-11-20", page, "1");
      seen.addAll(periods(answer));
      page = answer.path("next").asText();
    } while (!page.isEmpty());
    return seen;
  }

  private JsonNode find(String as, String key, String start, String end, String page, String limit)
      throws JsonProcessingException {
    LookupOutcome outcome = outcome(as, key, start, end, page, limit);
    assertThat(outcome).isInstanceOf(LookupOutcome.Found.class);
    return new ObjectMapper().readTree(((LookupOutcome.Found) outcome).json());
  }

  private LookupOutcome outcome(
      String as, String key, String start, String end, String page, String limit) {
    return lookup.find(
        new LookupRequest(
            "shop",
            as,
            key,
            Optional.of(start),
            Optional.of(end),
            Optional.of(page),
            Optional.of(limit)));
  }

  private static List<String> periods(JsonNode answer) {
    return answer.path("periods").findValuesAsText("period");
  }
}
