package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.RunDriver.Driven;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.ServedName;
import io.pharos.core.notify.Notice;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.SqlType;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import io.pharos.core.testing.Outcomes;
import java.time.Instant;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurationRunnerTest extends CurationRuns {
  @Test
  void aRunSwitchesThePartitionAndServesItsRows() {
    engine.willWrite(List.of(row(AD, 3L, 1L), row(OTHER_AD, 0L, 2L)));

    Run run = run();

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(2);
    assertThat(run.bytesScanned()).isEqualTo(7);
    assertThat(run.provisional()).isFalse();
    assertThat(run.location())
        .isEqualTo("lake/advertising/ad_traffic/day=2026-11-20/run=" + run.id() + "/");
    assertThat(catalog.partition(TABLE, "2026-11-20"))
        .contains(new Partition("2026-11-20", run.location()));
    assertThat(serving.all("advertising.traffic"))
        .containsExactly(
            new ServedRow(AD, "2026-11-20", "{\"impressions\":3,\"clicks\":1}"),
            new ServedRow(OTHER_AD, "2026-11-20", "{\"impressions\":0,\"clicks\":2}"));
    assertThat(history.runs(Optional.of(NAME), 10)).containsExactly(run);
  }

  @Test
  void theSqlHasItsWindowAndTheHoursItsEventsArrivedIn() {
    run();

    assertThat(engine.sql().getFirst())
        .contains("occurred_at >= TIMESTAMP '2026-11-20 00:00:00.000'")
        .contains("occurred_at < TIMESTAMP '2026-11-21 00:00:00.000'")
        .contains("inserted_at between '2026/11/19/23' and '2026/11/21/00'");
  }

  @Test
  void aFailedQueryFailsTheRunAndPublishesNothing() {
    engine.willFail("out of memory");

    Run run = run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).isEqualTo("out of memory");
    assertThat(run.endedAt()).isPresent();
    assertThat(catalog.partitions(TABLE)).isEmpty();
    assertThat(serving.all("advertising.traffic")).isEmpty();
    assertThat(notices).hasSize(1).allMatch(Notice::failure);
    assertThat(notices.getFirst().message()).contains("out of memory");
  }

  @Test
  void aStatementThatIsRefusedFailsTheRun() {
    engine.willRefuse();

    Run run = run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).contains("line 1:8");
    assertThat(history.runs(NAME, day)).containsExactly(run);
  }

  @Test
  void sqlThatCannotBeBoundFailsTheRun() {
    Run run = driver.start(curation.withSql("select ${nothing}"), day).run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).contains("${nothing}");
    assertThat(history.runs(NAME, day)).containsExactly(run);
    assertThat(notices).hasSize(1).allMatch(Notice::failure);
  }

  @Test
  void aRunThatTakesTooLongIsCancelled() {
    engine.willHang();
    Driven step = driver.start(curation, day);
    step = driver.advance(step);
    assertThat(step).isInstanceOf(Driven.Waiting.class);

    clock.forward(curation.timeout());
    Run run = driver.advance(step).run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).contains("timeout");
    assertThat(engine.cancelledAny()).isTrue();
  }

  @Test
  void aRunThatHasEndedStaysAsItIs() {
    run();
    Driven ended = new Driven.Ended(history.runs(NAME, day).getFirst());

    assertThat(driver.advance(ended)).isSameAs(ended);
    assertThat(notices).hasSize(1);
  }

  @Test
  void aFailureThatSaysNothingIsCalledByItsKind() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    CurationRunner unlucky =
        new CurationRunner(
            definitions, engine, catalog, new Broken(), history, notices::add, clock);
    RunDriver unluckyDriver = new RunDriver(unlucky, engine, clock);
    Driven step = unluckyDriver.start(curation, day);
    while (step instanceof Driven.Waiting) {
      step = unluckyDriver.advance(step);
    }

    assertThat(step.run().state()).isEqualTo(Run.State.FAILED);
    assertThat(step.run().message()).contains("ConcurrentModificationException");
    assertThat(catalog.partitions(TABLE)).isEmpty();
  }

  @Test
  void whatAProcessLeftBehindHasFailedEvenWhereItIsDeclaredNoMore() {
    CurationName gone = CurationName.parse("advertising.gone");
    driver.start(curation, day);
    Run declared = history.runs(NAME, day).getFirst();
    history.record(
        new Run(
            "0",
            gone,
            day,
            false,
            clock.instant(),
            "lake/",
            Outcomes.of(Run.State.PUBLISHING, clock.instant())));

    runner.recover();

    assertThat(history.runs(Optional.empty(), 10))
        .allSatisfy(run -> {
          assertThat(run.state()).isEqualTo(Run.State.FAILED);
          assertThat(run.message()).contains("the process ended while it ran");
          assertThat(run.endedAt()).contains(clock.instant());
        })
        .map(Run::location)
        .containsExactlyInAnyOrder(declared.location(), "lake/");
    assertThat(notices).hasSize(2).allMatch(Notice::failure);
  }

  @Test
  void recoveryLeavesWhatHasEnded() {
    Run ended = run();

    runner.recover();

    assertThat(history.runs(Optional.empty(), 10)).containsExactly(ended);
  }

  @Test
  void anOpenWindowRunsAsProvisional() {
    clock.set("2026-11-20T12:00:00Z");

    assertThat(run().provisional()).isTrue();
  }

  @Test
  void aSuccessIsToldToo() {
    run();

    assertThat(notices).hasSize(1).noneMatch(Notice::failure);
  }

  @Test
  void aRunWhoseColumnsAreNotThoseOfItsTableFailsBeforeItWritesAnything() {
    engine.willGive(
        new QueryColumn("impressions", new SqlType.Plain("bigint")),
        new QueryColumn("ad_id", new SqlType.Plain("varchar")),
        new QueryColumn("clicks", new SqlType.Plain("double")),
        new QueryColumn("rate", new SqlType.Plain("double")));

    Run run = run(day);

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message())
        .isEqualTo(
            "the query's columns are not those of advertising.ad_traffic (ad_id, impressions,"
                + " clicks): column 'clicks' is double and the table's is bigint, cast it;"
                + " the table has no column 'rate'");
    assertThat(engine.sql()).isEmpty();
    assertThat(catalog.partitions(TABLE)).isEmpty();
    assertThat(serving.all("advertising.traffic")).isEmpty();
  }

  @Test
  void anAttemptLeavesARunAsItIsWhereAServiceIsDownForAMoment() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    RunProgress.Asking serve = runner.prepare(curation, day);
    while (!serve.state().step().equals("serve")) {
      serve =
          (RunProgress.Asking) runner.attempt(curation, serve.state(), ended(serve), Instant.MAX);
    }
    RunState state = serve.state();
    String query = ended(serve);
    serving.willFailOnce();

    assertThatIllegalStateException()
        .isThrownBy(() -> runner.attempt(curation, state, query, Instant.MAX))
        .withMessage("down for a moment");
    assertThat(history.runs(NAME, day).getFirst().state()).isEqualTo(Run.State.PUBLISHING);
    assertThat(notices).isEmpty();

    assertThat(runner.attempt(curation, state, query, Instant.MAX).run().state())
        .isEqualTo(Run.State.SUCCEEDED);
  }

  /** A serving table that fails and does not say why. */
  private static final class Broken implements ServingTable {
    @Override
    public void upsert(ServedName name, List<ServedRow> rows) {
      throw new ConcurrentModificationException();
    }

    @Override
    public void delete(ServedName name, List<ServedRow> rows) {}

    @Override
    public List<ServedRow> query(ServedName name, String key, String from, String to, int limit) {
      return List.of();
    }
  }
}
