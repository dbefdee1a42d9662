package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Outcomes;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A month and a window of all that are made of days, and one that is switched off. */
class ChainedScheduleTest {
  private static final Instant STARTED = Instant.parse("2026-10-31T12:00:00Z");

  private final Definitions definitions = Curated.chain();
  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final MovableClock clock = new MovableClock("2026-11-01T00:45:00Z");
  private final CurationSchedule schedule = new CurationSchedule(definitions, history, clock);

  @BeforeEach
  void see() {
    definitions.curations().keySet().forEach(name -> history.firstSeen(name, STARTED));
  }

  @Test
  void aMonthIsDueOnceItsLastDayIsThere() {
    ran("shop.b_day", "2026-10-30", Run.State.SUCCEEDED);
    assertThat(due()).doesNotContain("shop.a_month [2026-10]");

    ran("shop.b_day", "2026-10-31", Run.State.SUCCEEDED);
    assertThat(due()).contains("shop.a_month [2026-10]");

    ran("shop.a_month", "2026-10", Run.State.SUCCEEDED);
    assertThat(due()).doesNotContain("shop.a_month [2026-10]");
  }

  @Test
  void aMonthWhoseLastDayFailedIsNotDue() {
    ran("shop.b_day", "2026-10-31", Run.State.FAILED);

    assertThat(due()).doesNotContain("shop.a_month [2026-10]");
  }

  @Test
  void theWindowOfAllIsDueOnceTheLatestDayIsThere() {
    ran("shop.b_day", "2026-10-30", Run.State.SUCCEEDED);
    assertThat(due()).doesNotContain("shop.d_all [all]");

    ran("shop.b_day", "2026-10-31", Run.State.SUCCEEDED);
    assertThat(due()).contains("shop.d_all [all]");
  }

  @Test
  void theWindowOfAllIsDueAgainWithEveryNewDay() {
    ran("shop.b_day", "2026-10-31", Run.State.SUCCEEDED);
    ran("shop.d_all", "all", Run.State.SUCCEEDED);
    assertThat(due()).doesNotContain("shop.d_all [all]");

    clock.set("2026-11-02T00:45:00Z");
    ran("shop.b_day", "2026-11-01", Run.State.SUCCEEDED);
    assertThat(due()).contains("shop.d_all [all]");
  }

  @Test
  void aMonthIsDueAgainWhenADayOfItIsRunAgain() {
    ran("shop.b_day", "2026-10-31", Run.State.SUCCEEDED);
    ran("shop.a_month", "2026-10", Run.State.SUCCEEDED);

    clock.set("2026-11-02T00:45:00Z");
    ran("shop.b_day", "2026-10-30", Run.State.FAILED);
    assertThat(due()).doesNotContain("shop.a_month [2026-10]");

    ran("shop.b_day", "2026-10-30", Run.State.SUCCEEDED);
    assertThat(due()).contains("shop.a_month [2026-10]");
  }

  @Test
  void aCurationComesAfterThoseThatItReads() {
    ran("shop.b_day", "2026-10-31", Run.State.SUCCEEDED);
    clock.set("2026-11-02T00:45:00Z");
    ran("shop.b_day", "2026-11-01", Run.State.SUCCEEDED);
    clock.set("2026-11-03T00:15:00Z");

    assertThat(due())
        .as("by name the month would be first")
        .containsExactly("shop.b_day [2026-11-01]", "shop.a_month [2026-10]", "shop.d_all [all]");
  }

  @Test
  void oneThatIsSwitchedOffIsNeverDue() {
    clock.set("2026-12-01T00:45:00Z");

    assertThat(due()).noneMatch(text -> text.startsWith("shop.c_off"));
    assertThat(schedule.next(Curated.curation(definitions, "shop.c_off"))).isEmpty();
  }

  @Test
  void oneWithoutAScheduleHasNoNextTime() {
    assertThat(schedule.next(Curated.curation(definitions, "shop.a_month"))).isEmpty();
  }

  private List<String> due() {
    return schedule.due().stream().map(due -> due.curation().name() + " " + windows(due)).toList();
  }

  private static List<String> windows(CurationSchedule.Due due) {
    return due.windows().stream().map(due.curation().window()::text).toList();
  }

  private void ran(String name, String window, Run.State state) {
    CurationDefinition curation = Curated.curation(definitions, name);
    Window its = curation.window().span(window, window).getFirst();
    history.record(
        new Run(
            clock.instant() + name + window,
            curation.name(),
            its,
            false,
            clock.instant(),
            "",
            Outcomes.of(state, clock.instant())));
  }
}
