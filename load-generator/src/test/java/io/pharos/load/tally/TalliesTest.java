package io.pharos.load.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final Instant EVENING = Instant.parse("2026-11-21T23:59:59.999Z");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  private final Tallies tallies = new Tallies();

  private static Event impression(String id, String ad, Instant at) {
    return new Event.Impression(id, ad, at.toEpochMilli());
  }

  private static Event click(String id, String ad, Instant at) {
    return new Event.Click(id, "1", ad, at.toEpochMilli());
  }

  @Test
  void countPerAdAndDayOfTheEvent() {
    tallies.accept(impression("1", "a", EVENING));
    tallies.accept(impression("2", "a", EVENING.plusMillis(1)));
    tallies.accept(click("3", "a", EVENING.plusMillis(1)));
    tallies.accept(impression("4", "b", EVENING));
    assertThat(tallies.days("a"))
        .isEqualTo(Map.of(DAY, new Traffic(1, 0), DAY.plusDays(1), new Traffic(1, 1)));
    assertThat(tallies.total("a")).isEqualTo(new Traffic(2, 1));
    assertThat(tallies.ads()).containsExactly("a", "b");
    assertThat(tallies.firstDay()).isEqualTo(DAY);
    assertThat(tallies.lastDay()).isEqualTo(DAY.plusDays(1));
  }

  @Test
  void anIdCountsOnceHoweverOftenItIsAccepted() {
    tallies.accept(impression("1", "a", EVENING));
    tallies.accept(impression("1", "a", EVENING));
    assertThat(tallies.accepted(EventTable.IMPRESSIONS)).isEqualTo(2);
    assertThat(tallies.distinct(EventTable.IMPRESSIONS)).isEqualTo(1);
    assertThat(tallies.total("a")).isEqualTo(new Traffic(1, 0));
    assertThat(tallies.some(EventTable.IMPRESSIONS)).hasSize(1);
  }

  @Test
  void startEmpty() {
    assertThat(tallies.isEmpty()).isTrue();
    assertThat(tallies.accepted(EventTable.CLICKS)).isZero();
    assertThat(tallies.some(EventTable.CLICKS)).isEmpty();
  }
}
