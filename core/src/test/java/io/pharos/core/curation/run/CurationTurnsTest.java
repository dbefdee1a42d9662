package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.curation.StartedBy;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How executions of one curation, and of those that it is made of, follow each other. */
class CurationTurnsTest extends StartedCurations {
  @Test
  void whatAnotherExecutionHasRunMeanwhileIsDone() {
    Instant started = clock.instant();
    later();
    succeeded("report", "2026-10-30");

    assertThat(workflow.windows(name("report"), TIME, started, OWNER))
        .containsExactly("2026-10-31");
  }

  @Test
  void whatAnotherExecutionIsAtIsLeftToIt() {
    succeeded("days", "2026-10-31");
    later();
    start("months", OTHER);
    assertThat(published("months", "days", "2026-10-31")).isEmpty();

    workflow.prepare(name("months"), List.of(), OTHER);
    assertThat(published("months", "days", "2026-10-31"))
        .as("it ended without saying how")
        .containsExactly("2026-10");
  }

  @Test
  void anExecutionThatAsksAgainIsAtNothingYet() {
    succeeded("days", "2026-10-31");
    later();
    Next.Ready first = start("months", OWNER);

    assertThat(begin("months", input("days", "2026-10-31"), OWNER))
        .isInstanceOfSatisfying(
            Next.Ready.class,
            ready -> {
              assertThat(ready.run().window()).isEqualTo("2026-10");
              assertThat(ready.abandoned()).containsExactly(location(first));
            });
  }

  @Test
  void itWaitsWhileWhatItIsMadeOfIsRun() {
    succeeded("days", "2026-10-31");
    lease.acquire(name("days"), OTHER, clock.instant().plus(Duration.ofHours(1)));

    assertThat(begin("months", input("days", "2026-10-31"), OWNER))
        .isEqualTo(new Next.Busy(List.of("2026-10")));
    assertThat(lease.free(name("months"), OTHER)).as("nobody has it meanwhile").isTrue();

    lease.release(name("days"), OTHER);
    assertThat(begin("months", input("days", "2026-10-31"), OWNER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void itWaitsForWhatItsSourcesAreMadeOf() {
    lease.acquire(name("hours"), OTHER, clock.instant().plus(Duration.ofHours(1)));

    assertThat(begin("report", TIME, OWNER)).isInstanceOf(Next.Busy.class);
  }

  @Test
  void itDoesNotWaitForEver() {
    Instant started = clock.instant();
    lease.acquire(name("days"), OTHER, clock.instant().plus(Duration.ofHours(9)));
    clock.forward(Duration.ofMinutes(49));
    assertThat(workflow.begin(name("report"), TIME, started, OWNER)).isInstanceOf(Next.Busy.class);

    clock.forward(Duration.ofMinutes(1));
    assertThat(workflow.begin(name("report"), TIME, started, OWNER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void whatHasNothingToRunWaitsForNothing() {
    lease.acquire(name("days"), OTHER, clock.instant().plus(Duration.ofHours(1)));

    assertThat(begin("months", input("days", "2026-10-31"), OWNER)).isEqualTo(new Next.Done());
  }

  @Test
  void schedulesOfTheSameMinuteFollowEachOther() {
    Instant started = clock.instant();
    assertThat(workflow.begin(name("early"), TIME, started, OWNER))
        .as("hours, which days are made of, may be started any moment")
        .isInstanceOf(Next.Busy.class);

    clock.forward(Duration.ofSeconds(90));
    assertThat(workflow.begin(name("early"), TIME, started, OWNER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void whatReadsEventsOnlyWaitsForNothing() {
    assertThat(begin("hours", TIME, OWNER)).isInstanceOf(Next.Ready.class);
    assertThat(begin("live", TIME, OWNER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void byHandNothingIsWaitedFor() {
    lease.acquire(name("days"), OTHER, clock.instant().plus(Duration.ofHours(1)));

    assertThat(begin("early", new StartedBy.Hand("2026-10-31", Optional.empty()), OWNER))
        .isInstanceOf(Next.Ready.class);
  }
}
