package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.curation.Run;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Which windows an execution runs, by what started it. Hours are made of events, days of hours, and
 * a month, the hours of another table, and all time of days; a report reads days when its schedule
 * says.
 */
class CurationStartTest extends StartedCurations {
  @Test
  void aDayIsRunOnceItsLastHourIsPublished() {
    succeeded("hours", "2026-10-31T22");
    assertThat(published("days", "hours", "2026-10-31T22")).isEmpty();

    succeeded("hours", "2026-10-31T23");
    assertThat(published("days", "hours", "2026-10-31T23")).containsExactly("2026-10-31");
  }

  @Test
  void aDayThatIsNotOverIsNotRun() {
    clock.set("2026-11-01T05:41:00Z");
    succeeded("hours", "2026-11-01T04");

    assertThat(published("days", "hours", "2026-11-01T04")).isEmpty();
  }

  @Test
  void anHourThatIsPublishedAgainRunsItsDayAgain() {
    succeeded("hours", "2026-10-31T23");
    succeeded("days", "2026-10-31");
    assertThat(published("days", "hours", "2026-10-31T23")).isEmpty();

    clock.set("2026-11-01T01:41:00Z");
    succeeded("hours", "2026-10-31T23");
    assertThat(published("days", "hours", "2026-10-31T23")).containsExactly("2026-10-31");
  }

  @Test
  void anEventThatComesTwiceRunsNothingTwice() {
    succeeded("hours", "2026-10-31T23");
    assertThat(published("days", "hours", "2026-10-31T23")).hasSize(1);
    later();
    succeeded("days", "2026-10-31");

    assertThat(published("days", "hours", "2026-10-31T23")).isEmpty();
  }

  @Test
  void whatFailedIsNotRunAgainByTheSameEvent() {
    succeeded("hours", "2026-10-31T23");
    later();
    ran("days", "2026-10-31", Run.State.FAILED);

    assertThat(published("days", "hours", "2026-10-31T23")).isEmpty();
    later();
    succeeded("hours", "2026-10-31T23");
    assertThat(published("days", "hours", "2026-10-31T23")).containsExactly("2026-10-31");
  }

  @Test
  void aMonthIsRunOnceItsLastDayIsPublishedAndWheneverADayOfItIsAgain() {
    succeeded("days", "2026-10-30");
    assertThat(published("months", "days", "2026-10-30")).isEmpty();

    succeeded("days", "2026-10-31");
    assertThat(published("months", "days", "2026-10-31")).containsExactly("2026-10");

    later();
    succeeded("months", "2026-10");
    assertThat(published("months", "days", "2026-10-31")).isEmpty();
    later();
    succeeded("days", "2026-10-03");
    assertThat(published("months", "days", "2026-10-03")).containsExactly("2026-10");
  }

  @Test
  void aWindowOfLongAgoIsRestatedToo() {
    succeeded("days", "2024-02-29");
    assertThat(published("months", "days", "2024-02-29")).containsExactly("2024-02");
    assertThat(published("ever", "days", "2024-02-29")).as("the latest day is not there").isEmpty();
  }

  @Test
  void aDayRunsAllItsHours() {
    succeeded("days", "2026-10-31");

    assertThat(published("quarters", "days", "2026-10-31"))
        .hasSize(24)
        .startsWith("2026-10-31T00", "2026-10-31T01")
        .endsWith("2026-10-31T23");
  }

  @Test
  void theWindowOfAllTimeIsRunWheneverADayIsPublished() {
    succeeded("days", "2026-10-31");
    assertThat(published("ever", "days", "2026-10-31")).containsExactly("all");
    later();
    succeeded("ever", "all");
    assertThat(published("ever", "days", "2026-10-31")).isEmpty();

    later();
    succeeded("days", "2026-10-02");
    assertThat(published("ever", "days", "2026-10-02")).containsExactly("all");
  }

  @Test
  void whatReadsTwoCurationsWaitsForTheOtherOne() {
    succeeded("days", "2026-10-31");
    assertThat(published("pair", "days", "2026-10-31")).isEmpty();

    succeeded("report", "2026-10-31");
    assertThat(published("pair", "report", "2026-10-31")).containsExactly("2026-10-31");
  }

  @Test
  void aWindowThatWasStillOpenWhenItWasPublishedRunsNothing() {
    clock.set("2026-10-31T12:00:00Z");
    succeeded("days", "2026-10-31");
    clock.set("2026-11-01T00:41:00Z");

    assertThat(published("months", "days", "2026-10-31")).isEmpty();
    assertThat(published("quarters", "days", "2026-10-31")).isEmpty();
  }

  @Test
  void whatIsPublishedBeforeTheLagIsOverRunsWhenItIs() {
    succeeded("days", "2026-10-31");
    assertThat(published("mixed", "days", "2026-10-31")).isEmpty();

    clock.set("2026-11-01T02:00:00Z");
    assertThat(windows("mixed", TIME)).containsExactly("2026-10-29", "2026-10-30", "2026-10-31");
  }

  @Test
  void whenAWindowClosesNothingIsRunBeforeItsInputsAreThere() {
    clock.set("2026-11-01T02:00:00Z");
    assertThat(windows("mixed", TIME)).isEmpty();

    later();
    succeeded("days", "2026-10-31");
    assertThat(published("mixed", "days", "2026-10-31"))
        .as("with those that it runs again")
        .containsExactly("2026-10-29", "2026-10-30", "2026-10-31");
  }

  @Test
  void whatWasRunSinceTheLatestWindowClosedIsNotRunAgainWithIt() {
    clock.set("2026-11-01T02:30:00Z");
    succeeded("days", "2026-10-30");
    succeeded("mixed", "2026-10-30");
    succeeded("days", "2026-10-31");

    assertThat(published("mixed", "days", "2026-10-31"))
        .containsExactly("2026-10-29", "2026-10-31");
  }

  @Test
  void whatReadsEventsOnlyIsRunWhenItsWindowCloses() {
    assertThat(windows("live", TIME)).containsExactly("2026-10-29", "2026-10-30", "2026-10-31");

    List.of("2026-10-29", "2026-10-30", "2026-10-31").forEach(day -> succeeded("live", day));
    assertThat(windows("live", TIME)).isEmpty();

    clock.set("2026-11-02T00:30:00Z");
    assertThat(windows("live", TIME)).containsExactly("2026-10-30", "2026-10-31", "2026-11-01");
  }

  @Test
  void aScheduleRunsWhateverThereIsThen() {
    assertThat(windows("report", TIME)).containsExactly("2026-10-30", "2026-10-31");
  }

  @Test
  void anInputDoesNotRunWhatAScheduleHasNotComeToYet() {
    succeeded("days", "2026-10-31");

    assertThat(published("report", "days", "2026-10-31")).isEmpty();
  }

  @Test
  void anInputThatComesAfterTheScheduleOrAgainRunsAgain() {
    succeeded("report", "2026-10-31");
    later();
    succeeded("days", "2026-10-31");
    assertThat(published("report", "days", "2026-10-31")).containsExactly("2026-10-31");

    later();
    succeeded("report", "2026-10-31");
    assertThat(published("report", "days", "2026-10-31")).isEmpty();
    later();
    succeeded("days", "2026-10-31");
    assertThat(published("report", "days", "2026-10-31")).containsExactly("2026-10-31");
  }

  @Test
  void nothingStartsOneThatIsDisabledOrPaused() {
    succeeded("days", "2026-10-31");
    history.pause(name("months"), true);

    assertThat(published("off", "days", "2026-10-31")).isEmpty();
    assertThat(published("months", "days", "2026-10-31")).isEmpty();
    assertThat(windows("months", TIME)).isEmpty();
  }

  @Test
  void whatItDoesNotReadIsNoInput() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> published("months", "hours", "2026-10-31T23"))
        .withMessage("published: shop.months reads no table 'shop.hours' that a curation writes");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> published("months", "days", "2026-10"))
        .withMessageContaining("'2026-10' is not a window of this curation");
  }

  @Test
  void theWindowsAreThoseOfTheTimeItStarted() {
    Instant started = clock.instant();
    clock.set("2026-11-02T12:00:00Z");

    assertThat(workflow.windows(name("report"), TIME, started, OWNER))
        .containsExactly("2026-10-30", "2026-10-31");
    assertThat(workflow.windows(name("live"), TIME, started, OWNER)).endsWith("2026-10-31");
  }
}
