package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import io.pharos.core.curation.run.CurationWorkflow.RunRef;
import io.pharos.core.definition.CurationName;
import io.pharos.core.notify.Notice;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.SqlType;
import io.pharos.core.query.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurationWorkflowTest extends WorkflowSteps {
  @Test
  void aFailureGivesTheCurationBack() {
    Next.Ready ready = prepare(OWNER, DAY);
    fail(ready, "no network");

    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void aRunThatWasFoundUnderWayIsNamedByItsFolder() {
    Next.Ready first = prepare(OWNER, DAY);
    Next.Ready second = prepare(OWNER, DAY);

    assertThat(first.abandoned()).isEmpty();
    assertThat(second.abandoned()).containsExactly(run(first).location());
  }

  @Test
  void anUnknownCurationIsSaidToBeOne() {
    CurationName gone = CurationName.parse("advertising.gone");
    RunRef run = new RunRef(gone, DAY, "1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> due(gone))
        .withMessage("there is no curation 'advertising.gone'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.prepare(gone, List.of(DAY), OWNER));
    assertThatIllegalArgumentException().isThrownBy(() -> advance(run, "rows", "query-0", OWNER));
    assertThatIllegalArgumentException().isThrownBy(() -> workflow.folders(run));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.fail(gone, Optional.empty(), Optional.empty(), "no", OWNER));
  }

  @Test
  void aRunIsRecordedBeforeItsStatementIsStarted() {
    Next.Ready ready = prepare(OWNER, DAY);

    Run run = history.runs(NAME, window(DAY)).getFirst();
    assertThat(ready.run()).isEqualTo(new RunRef(NAME, DAY, run.id()));
    assertThat(run.state()).isEqualTo(Run.State.RUNNING);
    assertThat(rows(ready).into().location())
        .isEqualTo("lake/advertising/ad_traffic/day=2026-11-20/run=" + run.id() + "/")
        .isEqualTo(run.location());
    Statement.Describe columns = (Statement.Describe) ready.asking().statement();
    assertThat(columns.table()).isEqualTo(TABLE);
    assertThat(columns.sql()).contains("occurred_at >= TIMESTAMP '2026-11-20 00:00:00.000'");
    assertThat(ready.asking().deadline()).isEqualTo(clock.instant().plus(curation.timeout()));
    assertThat(engine.sql()).isEmpty();
  }

  @Test
  void anotherExecutionIsBusyUntilTheLastWindowIsDone() {
    Next.Ready ready = prepare(OWNER, DAY);
    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isEqualTo(new Next.Busy(List.of(DAY)));
    published(ready, OWNER);
    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isEqualTo(new Next.Busy(List.of(DAY)));

    workflow.prepare(NAME, List.of(), OWNER);

    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void anExecutionThatIsBusyRecordsNothing() {
    Next.Ready ready = prepare(OWNER, DAY);

    workflow.prepare(NAME, List.of(DAY), OTHER);

    assertThat(history.runs(Optional.empty(), 10))
        .singleElement()
        .satisfies(run -> {
          assertThat(run.id()).isEqualTo(ready.run().id());
          assertThat(run.state()).isEqualTo(Run.State.RUNNING);
        });
    assertThat(notices).isEmpty();
  }

  @Test
  void anExecutionWithNothingToRunTakesNothingFromAnother() {
    prepare(OWNER, DAY);

    assertThat(workflow.prepare(NAME, List.of(), OTHER)).isEqualTo(new Next.Done());
    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isEqualTo(new Next.Busy(List.of(DAY)));
  }

  @Test
  void otherCurationsGoOn() {
    prepare(OWNER, DAY);

    assertThat(workflow.prepare(CurationName.parse("advertising.advertising"), List.of(DAY), OTHER))
        .isInstanceOf(Next.Ready.class);
    assertThat(history.runs(Optional.empty(), 10)).hasSize(2).noneMatch(this::failed);
  }

  @Test
  void runsWhoseExecutionBrokeOffHaveFailed() {
    Next.Ready broken = prepare(OWNER, "2026-11-19");
    clock.forward(curation.timeout().plus(Duration.ofHours(1)));

    Next.Ready next = prepare(OTHER, DAY);

    assertThat(run(broken).state()).isEqualTo(Run.State.FAILED);
    assertThat(run(broken).message()).isEqualTo("its execution ended without saying how");
    assertThat(run(broken).endedAt()).contains(clock.instant());
    assertThat(run(next).state()).isEqualTo(Run.State.RUNNING);
    assertThat(notices).singleElement().matches(Notice::failure);
  }

  @Test
  void whatHasEndedIsNoRunThatBrokeOff() {
    Run succeeded = published(prepare(OWNER, "2026-11-18"), OWNER);
    Next.Ready failed = prepare(OWNER, "2026-11-19");
    fail(failed, "out of memory");
    notices.clear();

    prepare(OWNER, DAY);

    assertThat(history.runs(NAME, window("2026-11-18"))).containsExactly(succeeded);
    assertThat(run(failed).message()).isEqualTo("out of memory");
    assertThat(notices).isEmpty();
  }

  @Test
  void aQueryThatSucceededHasItsRows() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);

    for (int i = 0; i < 2; i++) {
      assertThat(advance(ready, "rows", query)).isInstanceOf(RunProgress.Asking.class);
      assertThat(run(ready).rows()).isEqualTo(1);
      assertThat(run(ready).bytesScanned()).isEqualTo(7);
    }
  }

  @Test
  void aQueryThatStillRunsIsCheckedTooEarly() {
    Next.Ready ready = prepare(OWNER, DAY);
    Statement.Materialize rows = rows(ready);
    engine.willHang();
    String query = engine.start(rows);

    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "rows", query))
        .withMessageContaining("too early");
    String columns = engine.start(ready.asking().statement());
    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "columns", columns))
        .withMessageContaining("too early");
  }

  @Test
  void aQueryThatFailedSaysWhy() {
    Next.Ready ready = prepare(OWNER, DAY);
    Statement.Materialize rows = rows(ready);
    engine.willFail("out of memory");
    String query = engine.start(rows);
    engine.status(query);

    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "rows", query))
        .withMessage("out of memory");
  }

  @Test
  void aQueryThatWasCancelledHasNoRows() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    engine.cancel(query);

    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "rows", query))
        .withMessage("the query was cancelled");
  }

  @Test
  void rowsAreWrittenOnlyIntoTheColumnsOfTheTable() {
    engine.willGive(
        new QueryColumn("ad_id", new SqlType.Plain("varchar")),
        new QueryColumn("impressions", new SqlType.Plain("double")),
        new QueryColumn("clicks", new SqlType.Plain("bigint")));
    Next.Ready ready = prepare(OWNER, DAY);

    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> rows(ready))
        .withMessageContaining("column 'impressions' is double and the table's is bigint, cast it");
    assertThat(run(ready).state()).isEqualTo(Run.State.RUNNING);
  }

  @Test
  void whatIsCheckedIsARunUnderWay() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    fail(ready, "no time");

    assertThatIllegalStateException()
        .isThrownBy(() -> advance(ready, "rows", query))
        .withMessage("the run has failed: no time");
  }

  @Test
  void anUnknownRunIsSaidToBeOne() {
    prepare(OWNER, DAY);
    RunRef unknown = new RunRef(NAME, DAY, "0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> advance(unknown, "rows", "query-0", OWNER))
        .withMessage("there is no run 0 of advertising.ad_traffic");
    assertThatIllegalArgumentException().isThrownBy(() -> workflow.folders(unknown));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.fail(NAME, Optional.of(DAY), Optional.of("0"), "no", OWNER));
  }

  @Test
  void aRunOfAnotherWindowIsUnknown() {
    Next.Ready ready = prepare(OWNER, DAY);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            advance(
                new RunRef(NAME, "2026-11-19", ready.run().id()), "rows", written(ready), OWNER));
  }

  @Test
  void aStepThatTheRunHasNotIsSaidToBeNone() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> advance(ready, "check", query))
        .withMessage(
            "a run of advertising.ad_traffic has no step 'check'; its steps are"
                + " columns, rows, serve, retract, switch");
  }

  @Test
  void aRunsFoldersAreItsOwnAndThoseThatItTakesBack() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Run earlier = published(prepare(OWNER, DAY), OWNER);
    clock.forward(Duration.ofSeconds(1));
    Next.Ready ready = prepare(OWNER, DAY);

    assertThat(workflow.folders(ready.run()))
        .containsExactly(run(ready).location(), earlier.location());
  }
}
