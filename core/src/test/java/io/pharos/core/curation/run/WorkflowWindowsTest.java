package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import io.pharos.core.definition.CurationName;
import io.pharos.core.testing.Curated;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which windows a workflow runs, and which it leaves. */
class WorkflowWindowsTest extends WorkflowSteps {
  @Test
  void theScheduleRunsTheLatestClosedWindowAfterThoseBeforeIt() {
    assertThat(due(NAME)).containsExactly("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
  }

  @Test
  void byHandThoseAskedForAreRun() {
    assertThat(asked("2026-10-31", "2026-11-02"))
        .containsExactly("2026-10-31", "2026-11-01", "2026-11-02");
    assertThat(asked(DAY, null)).containsExactly(DAY);
  }

  @Test
  void aPausedCurationRunsByHandOnly() {
    history.pause(NAME, true);

    assertThat(due(NAME)).isEmpty();
    assertThat(asked(DAY, null)).containsExactly(DAY);

    history.pause(NAME, false);
    assertThat(due(NAME)).hasSize(4);
  }

  @Test
  void aDisabledCurationRunsByHandOnly() {
    CurationName off = CurationName.parse("shop.c_off");
    CurationWorkflow chain = workflow(Curated.chain());

    assertThat(windows(chain, off, new StartedBy.Time())).isEmpty();
    assertThat(windows(chain, off, hand(DAY))).containsExactly(DAY);
  }

  @ParameterizedTest
  @CsvSource({"shop.hourly,  2026-11-20T23", "shop.monthly, 2026-10", "shop.total,   all"})
  void windowsAreCalledByTheirUnit(CurationName name, String last) {
    assertThat(windows(workflow(Curated.shop()), name, new StartedBy.Time()))
        .last()
        .isEqualTo(last);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T09, , is not a window of this curation",
    "2026-11-20, tomorrow, is not a window of this curation",
    "2026-11-20, 2026-11-19, is after the last"
  })
  void whatIsNoWindowIsRefused(String from, String to, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> asked(from, to))
        .withMessageContaining(message);
  }

  @Test
  void theFirstWindowIsPreparedAndTheOthersAreLeft() {
    Next.Ready first = prepare(OWNER, "2026-11-18", "2026-11-19", DAY);
    assertThat(first.run().window()).isEqualTo("2026-11-18");
    assertThat(first.left()).containsExactly("2026-11-19", DAY);
    published(first, OWNER);

    Next.Ready second = prepare(OWNER, first.left());
    assertThat(second.run().window()).isEqualTo("2026-11-19");
    assertThat(second.left()).containsExactly(DAY);
    published(second, OWNER);

    Next.Ready third = prepare(OWNER, second.left());
    assertThat(third.left()).isEmpty();
    published(third, OWNER);

    assertThat(workflow.prepare(NAME, third.left(), OWNER)).isEqualTo(new Next.Done());
    assertThat(catalog.partitions(TABLE))
        .map(Partition::value)
        .containsExactly("2026-11-18", "2026-11-19", DAY);
  }

  @Test
  void whatIsNoWindowIsNotPrepared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.prepare(NAME, List.of("2026-11"), OWNER));
    assertThat(history.runs(Optional.empty(), 10)).isEmpty();
    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void aWindowThatFailedRunsAgain() {
    fail(prepare(OWNER, DAY), "no network");
    clock.forward(Duration.ofMinutes(1));

    Run run = published(prepare(OWNER, DAY), OWNER);

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(history.runs(NAME, window(DAY)))
        .map(Run::state)
        .containsExactly(Run.State.SUCCEEDED, Run.State.FAILED);
  }
}
