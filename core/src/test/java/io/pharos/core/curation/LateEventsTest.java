package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.curation.Arrivals.Arrived;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Outcomes;
import io.pharos.core.testing.Shipped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The shipped traffic: a day, computed half an hour after its end, and three days before again. */
class LateEventsTest {
  private static final TableName CLICKS = TableName.parse("advertising.clicks");

  private final Definitions definitions = Shipped.advertising();
  private final CurationDefinition traffic =
      Objects.requireNonNull(
          definitions.curations().get(CurationName.parse("advertising.ad_traffic")));
  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final MovableClock clock = new MovableClock("2026-11-21T09:00:00Z");
  private final List<Arrived> clicks = new ArrayList<>();
  private final LateEvents late = new LateEvents(definitions, history, this::arrived, clock);

  @Test
  void areCountedByTheWindowThatWasComputedWithoutThem() {
    ran("2026-11-16", "2026-11-17T00:30:00Z");
    ran("2026-11-17", "2026-11-18T00:30:00Z");
    click("2026-11-16T23:59:00Z", "2026-11-21T08:00:00Z", 2);
    click("2026-11-16T10:00:00Z", "2026-11-21T08:30:00Z", 1);
    click("2026-11-17T10:00:00Z", "2026-11-21T08:30:00Z", 4);

    assertThat(late.of(traffic)).hasToString("{2026-11-16=3, 2026-11-17=4}");
  }

  @Test
  void areNoneWhereTheNextRunReachesThem() {
    ran("2026-11-18", "2026-11-21T00:30:00Z");
    click("2026-11-18T10:00:00Z", "2026-11-21T08:30:00Z", 4);

    assertThat(late.of(traffic)).isEmpty();
  }

  @Test
  void areNoneOnceTheirWindowWasRunAgain() {
    ran("2026-11-16", "2026-11-17T00:30:00Z");
    click("2026-11-16T10:00:00Z", "2026-11-20T08:00:00Z", 1);
    ran("2026-11-16", "2026-11-20T09:00:00Z");
    assertThat(late.of(traffic)).isEmpty();

    click("2026-11-16T10:00:00Z", "2026-11-20T10:00:00Z", 5);
    assertThat(late.of(traffic)).hasToString("{2026-11-16=5}");
  }

  @Test
  void areNoneWhereTheirWindowWasNeverComputed() {
    click("2026-11-16T10:00:00Z", "2026-11-20T08:00:00Z", 1);

    assertThat(late.of(traffic)).isEmpty();
  }

  @Test
  void areToldForThirtyDays() {
    ran("2026-09-01", "2026-09-02T00:30:00Z");
    click("2026-09-01T10:00:00Z", "2026-10-22T08:00:00Z", 1);
    assertThat(late.of(traffic)).isEmpty();

    click("2026-09-01T10:00:00Z", "2026-10-22T09:00:00Z", 2);
    assertThat(late.of(traffic)).hasToString("{2026-09-01=2}");
  }

  private List<Arrived> arrived(TableName table, Instant from, Instant before) {
    return clicks.stream()
        .filter(its -> table.equals(CLICKS) && !its.at().isBefore(from))
        .filter(its -> its.minute() * 60 < before.getEpochSecond())
        .toList();
  }

  private void click(String at, String filed, long events) {
    clicks.add(new Arrived(Instant.parse(at).getEpochSecond() / 60, Instant.parse(filed), events));
  }

  private void ran(String window, String at) {
    Instant started = Instant.parse(at);
    history.record(
        new Run(
            at,
            traffic.name(),
            traffic.window().span(window, window).getFirst(),
            false,
            started,
            "",
            Outcomes.of(Run.State.SUCCEEDED, new Outcome.Counts(1, 0, 0), started.plusSeconds(5))));
  }
}
