package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Outcomes;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CurationScheduleTest {
  private static final CurationName DAILY = CurationName.parse("shop.daily");
  private static final CurationName SUMMARY = CurationName.parse("shop.summary");

  /** One curation with a schedule, and one without that reads what the first writes. */
  private final Definitions definitions =
      DefinitionReader.read(
          Map.of(
              "shop/orders.yaml",
              """
              kind: streaming
              columns: [{name: at, type: timestamp, required: true}]
              event_time: at
              """,
              "shop/daily.yaml",
              "{kind: batch, columns: [{name: n, type: bigint}], partition: {key: day}}",
              "shop/summary.yaml",
              "{kind: batch, columns: [{name: n, type: bigint}], partition: {key: day}}"),
          Map.of(
              "shop/daily.yaml",
              """
              schedule: cron(30 0 * * ? *)
              inputs: [shop.orders]
              window: {unit: day, lag: 30m, restate: 1}
              output: {table: shop.daily}
              """,
              "shop/daily.sql",
              "select count(*) as n from shop.orders",
              "shop/summary.yaml",
              """
              inputs: [shop.daily]
              window: {unit: day, lag: 30m, restate: 0}
              output: {table: shop.summary}
              """,
              "shop/summary.sql",
              "select sum(n) as n from shop.daily"));

  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final MovableClock clock = new MovableClock("2026-11-20T12:00:00Z");
  private final CurationSchedule schedule = new CurationSchedule(definitions, history, clock);

  @BeforeEach
  void see() {
    schedule.see();
  }

  @Test
  void nothingIsDueBeforeTheScheduleFires() {
    clock.set("2026-11-21T00:29:59Z");

    assertThat(due()).isEmpty();
    assertThat(schedule.next(curation(DAILY))).contains(Instant.parse("2026-11-21T00:30:00Z"));
  }

  @Test
  void whatFiredIsDueWithTheWindowsThatAreRestated() {
    clock.set("2026-11-21T00:30:00Z");

    assertThat(schedule.due())
        .map(due -> due.curation().name() + " " + windows(due))
        .containsExactly("shop.daily [2026-11-19, 2026-11-20]");
  }

  @Test
  void itIsDueOncePerFiring() {
    clock.set("2026-11-21T00:30:00Z");
    ran(DAILY, "2026-11-20", Run.State.FAILED);

    assertThat(due()).isEmpty();

    clock.set("2026-11-22T00:30:00Z");
    assertThat(due()).containsExactly(DAILY);
  }

  @Test
  void whatFiredWhileNothingRanIsMadeUpFor() {
    clock.set("2026-11-21T00:30:00Z");
    ran(DAILY, "2026-11-20", Run.State.SUCCEEDED);
    clock.set("2026-11-23T08:00:00Z");

    assertThat(schedule.due()).map(due -> due.curation().name()).contains(DAILY);
  }

  @Test
  void oneThatNeverRanIsMadeUpForAfterARestart() {
    clock.set("2026-11-23T08:00:00Z");
    CurationSchedule restarted = new CurationSchedule(definitions, history, clock);
    restarted.see();

    assertThat(restarted.due())
        .map(due -> due.curation().name() + " " + windows(due))
        .containsExactly("shop.daily [2026-11-20, 2026-11-21, 2026-11-22]");
  }

  @Test
  void aWindowThatFailedIsOwedUntilARunOfItEndsWell() {
    clock.set("2026-11-21T00:30:00Z");
    ran(DAILY, "2026-11-20", Run.State.FAILED);
    clock.set("2026-11-22T00:30:00Z");
    ran(DAILY, "2026-11-21", Run.State.SUCCEEDED);
    clock.set("2026-11-23T00:30:00Z");
    assertThat(schedule.due())
        .map(due -> due.curation().name() + " " + windows(due))
        .contains("shop.daily [2026-11-20, 2026-11-21, 2026-11-22]");

    ran(DAILY, "2026-11-20", Run.State.SUCCEEDED);
    assertThat(schedule.due())
        .map(due -> due.curation().name() + " " + windows(due))
        .contains("shop.daily [2026-11-21, 2026-11-22]");
  }

  @Test
  void windowsAreOwedForSoLong() {
    clock.set("2029-11-20T12:00:00Z");
    ran(DAILY, "2029-11-18", Run.State.SUCCEEDED);

    List<Window> owed = schedule.owed(curation(DAILY));

    assertThat(owed).hasSize(999);
    assertThat(curation(DAILY).window().text(owed.getLast())).isEqualTo("2029-11-19");
  }

  @Test
  void aRunByHandOfAnotherWindowDoesNotStandForTheScheduledOne() {
    clock.set("2026-11-21T00:30:01Z");
    ran(DAILY, "2026-11-21", Run.State.SUCCEEDED);

    assertThat(due()).containsExactly(DAILY);
  }

  @Test
  void oneWithoutAScheduleRunsOnceWhatItReadsIsThere() {
    clock.set("2026-11-21T01:00:00Z");
    ran(DAILY, "2026-11-20", Run.State.FAILED);
    assertThat(due()).isEmpty();

    clock.forward(Duration.ofSeconds(1));
    ran(DAILY, "2026-11-20", Run.State.SUCCEEDED);
    assertThat(due()).containsExactly(SUMMARY);

    clock.forward(Duration.ofSeconds(1));
    ran(SUMMARY, "2026-11-20", Run.State.SUCCEEDED);
    assertThat(due()).isEmpty();
  }

  @Test
  void oneThatFailedIsNotRunAgainAndAgain() {
    clock.set("2026-11-21T01:00:00Z");
    ran(DAILY, "2026-11-20", Run.State.SUCCEEDED);
    ran(SUMMARY, "2026-11-20", Run.State.FAILED);

    assertThat(due()).isEmpty();
  }

  @Test
  void aPausedOneIsNotDue() {
    clock.set("2026-11-21T00:30:00Z");
    history.pause(DAILY, true);

    assertThat(due()).isEmpty();
    assertThat(schedule.next(curation(DAILY))).isEmpty();
  }

  private List<CurationName> due() {
    return schedule.due().stream().map(due -> due.curation().name()).toList();
  }

  private CurationDefinition curation(CurationName name) {
    return Objects.requireNonNull(definitions.curations().get(name));
  }

  private static List<String> windows(CurationSchedule.Due due) {
    Windows windows = due.curation().window();
    return due.windows().stream().map(windows::text).toList();
  }

  private void ran(CurationName name, String window, Run.State state) {
    Windows windows = curation(name).window();
    Window its = windows.span(window, window).getFirst();
    history.record(
        new Run(
            clock.instant() + name.curation(),
            name,
            its,
            !windows.closed(its, clock.instant()),
            clock.instant(),
            "",
            Outcomes.of(state, clock.instant())));
  }
}
