package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.ServedName;
import io.pharos.core.definition.TableName;
import io.pharos.core.notify.Notice;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.SqlType;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryQueryEngine;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurationRunnerTest {
  private static final TableName NAME = TableName.parse("advertising.ad_traffic");
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final String OTHER_AD = "0199aa00-0000-7000-8000-000000000002";

  private final Definitions definitions = Shipped.advertising();
  private final CurationDefinition curation =
      Objects.requireNonNull(definitions.curations().get(NAME));
  private final Window day =
      Windows.of(curation.window()).span("2026-11-20", "2026-11-20").getFirst();

  private final InMemoryQueryEngine engine = new InMemoryQueryEngine();
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InMemoryServingTable serving = new InMemoryServingTable();
  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final List<Notice> notices = new ArrayList<>();
  private final MovableClock clock = new MovableClock("2026-11-21T00:30:00Z");
  private final CurationRunner runner =
      new CurationRunner(definitions, engine, catalog, serving, history, notices::add, clock);

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
    assertThat(catalog.partition(NAME, "2026-11-20"))
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
  void theSameWindowRunTwiceServesTheSame() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    run();
    List<ServedRow> once = serving.all("advertising.traffic");

    Run second = run();

    assertThat(serving.all("advertising.traffic")).isEqualTo(once);
    assertThat(catalog.partitions(NAME))
        .containsExactly(new Partition("2026-11-20", second.location()));
  }

  @Test
  void keysThatOnlyTheRunBeforeHadAreServedNoMore() {
    engine.willWrite(List.of(row(AD, 3L, 1L), row(OTHER_AD, 1L, 0L)));
    run();

    engine.willWrite(List.of(row(AD, 4L, 1L)));
    run();

    assertThat(serving.all("advertising.traffic"))
        .containsExactly(new ServedRow(AD, "2026-11-20", "{\"impressions\":4,\"clicks\":1}"));
  }

  @Test
  void otherWindowsKeepTheirRows() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    run();
    clock.forward(Duration.ofDays(1));
    engine.willWrite(List.of());
    Window next = Windows.of(curation.window()).span("2026-11-21", "2026-11-21").getFirst();

    run(next);

    assertThat(serving.all("advertising.traffic"))
        .map(ServedRow::sort)
        .containsExactly("2026-11-20");
  }

  @Test
  void aRunThatBrokeOffWhileItPublishedIsCleanedUpByTheNext() {
    run();
    clock.forward(Duration.ofSeconds(1));
    engine.willWrite(List.of(row(OTHER_AD, 9L, 9L)));
    CurationStep step = runner.start(curation, day);
    while (serving.all("advertising.traffic").isEmpty()) {
      step = runner.advance(step);
    }
    assertThat(history.runs(NAME, day)).map(Run::state).first().isEqualTo(Run.State.PUBLISHING);

    runner.recover();
    assertThat(history.runs(NAME, day)).map(Run::state).first().isEqualTo(Run.State.FAILED);
    clock.forward(Duration.ofSeconds(1));
    engine.willWrite(List.of(row(AD, 1L, 0L)));
    run();

    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
  }

  @Test
  void aFailedQueryFailsTheRunAndPublishesNothing() {
    engine.willFail("out of memory");

    Run run = run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).isEqualTo("out of memory");
    assertThat(run.endedAt()).isPresent();
    assertThat(catalog.partitions(NAME)).isEmpty();
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
    Run run = runner.start(curation.withSql("select ${nothing}"), day).run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).contains("${nothing}");
    assertThat(history.runs(NAME, day)).containsExactly(run);
    assertThat(notices).hasSize(1).allMatch(Notice::failure);
  }

  @Test
  void aRunThatTakesTooLongIsCancelled() {
    engine.willHang();
    CurationStep step = runner.start(curation, day);
    step = runner.advance(step);
    assertThat(step).isInstanceOf(CurationStep.Working.class);

    clock.forward(curation.timeout());
    Run run = runner.advance(step).run();

    assertThat(run.state()).isEqualTo(Run.State.FAILED);
    assertThat(run.message()).contains("timeout");
    assertThat(engine.cancelledAny()).isTrue();
  }

  @Test
  void aRowThatCannotBeLookedUpIsLeftOutCountedAndTold() {
    engine.willWrite(
        List.of(row(AD, 3L, 1L), row(null, 1L, 1L), row("", 1L, 1L), row("no uuid", 1L, 1L)));

    Run run = run();

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(4);
    assertThat(run.unserved()).isEqualTo(3);
    assertThat(run.message())
        .isEqualTo("3 rows are not served, the first because its ad_id is null");
    assertThat(notices)
        .singleElement()
        .satisfies(notice ->
            assertThat(notice.message())
                .isEqualTo(
                    "Window 2026-11-20: 4 rows. 3 rows are not served, the first because its ad_id"
                        + " is null"));
    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
    assertThat(catalog.partitions(NAME))
        .containsExactly(new Partition("2026-11-20", run.location()));
    assertThat(history.runs(NAME, day)).containsExactly(run);
  }

  @Test
  void aRowThatCanBeLookedUpNoMoreIsServedNoMore() {
    engine.willWrite(List.of(row(OTHER_AD, 1L, 1L), row(AD, 1L, 1L)));
    run();

    engine.willWrite(List.of(row(AD, 1L, 0L), row(null, 1L, 1L)));
    assertThat(run().unserved()).isEqualTo(1);
    engine.willWrite(List.of(row(AD, 1L, 0L)));
    Run mended = run();

    assertThat(mended.unserved()).isZero();
    assertThat(mended.message()).isEmpty();
    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
  }

  @Test
  void aUuidIsServedAsItIsLookedUp() {
    engine.willWrite(List.of(row(AD.toUpperCase(Locale.ROOT), 1L, 1L)));
    run();

    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
  }

  @Test
  void morePagesThanOneAreServedAndTakenBack() {
    engine.willWrite(rows(0, 1_201));
    run();
    assertThat(serving.all("advertising.traffic")).hasSize(1_201);

    engine.willWrite(rows(600, 700));
    run();

    assertThat(serving.all("advertising.traffic"))
        .map(ServedRow::key)
        .containsExactlyElementsOf(
            rows(600, 700).stream().map(row -> row.getFirst() + "").toList());
  }

  @Test
  void aWindowThatHasNoRowsAnyMoreServesNone() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    run();

    engine.willWrite(List.of());
    Run empty = run();

    assertThat(empty.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(serving.all("advertising.traffic")).isEmpty();
  }

  @Test
  void untilItIsSwitchedReadersSeeTheRunBefore() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    Run before = run();
    clock.forward(Duration.ofMillis(1));
    CurationStep step = runner.start(curation, day);
    while (step.run().state() != Run.State.SUCCEEDED) {
      assertThat(catalog.partition(NAME, "2026-11-20"))
          .contains(new Partition("2026-11-20", before.location()));
      step = runner.advance(step);
    }

    assertThat(catalog.partition(NAME, "2026-11-20"))
        .contains(new Partition("2026-11-20", step.run().location()));
  }

  @Test
  void aRunThatHasEndedStaysAsItIs() {
    run();
    CurationStep ended = new CurationStep.Ended(history.runs(NAME, day).getFirst());

    assertThat(runner.advance(ended)).isSameAs(ended);
    assertThat(notices).hasSize(1);
  }

  @Test
  void aFailureThatSaysNothingIsCalledByItsKind() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    CurationRunner unlucky =
        new CurationRunner(
            definitions, engine, catalog, new Broken(), history, notices::add, clock);
    CurationStep step = unlucky.start(curation, day);
    while (step instanceof CurationStep.Working) {
      step = unlucky.advance(step);
    }

    assertThat(step.run().state()).isEqualTo(Run.State.FAILED);
    assertThat(step.run().message()).contains("ConcurrentModificationException");
    assertThat(catalog.partitions(NAME)).isEmpty();
  }

  @Test
  void whatAProcessLeftBehindHasFailedEvenWhereItIsDeclaredNoMore() {
    TableName gone = TableName.parse("advertising.gone");
    runner.start(curation, day);
    Run declared = history.runs(NAME, day).getFirst();
    history.record(
        new Run(
            "0",
            gone,
            day,
            Run.State.PUBLISHING,
            false,
            clock.instant(),
            Optional.empty(),
            "lake/",
            0,
            0,
            0,
            ""));

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

  private Run run() {
    return run(day);
  }

  private Run run(Window window) {
    clock.forward(Duration.ofMillis(1));
    CurationStep step = runner.start(curation, window);
    while (step instanceof CurationStep.Working) {
      step = runner.advance(step);
    }
    return step.run();
  }

  private static List<List<@Nullable Object>> rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> row("0199aa00-0000-7000-8000-%012d".formatted(i), 1L, 0L))
        .toList();
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

  private static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
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
    assertThat(catalog.partitions(NAME)).isEmpty();
    assertThat(serving.all("advertising.traffic")).isEmpty();
  }

  @Test
  void anAttemptLeavesARunAsItIsWhereAServiceIsDownForAMoment() {
    engine.willWrite(List.of(row(AD, 3L, 1L)));
    FailingOnce down = new FailingOnce(serving);
    CurationRunner patient =
        new CurationRunner(definitions, engine, catalog, down, history, notices::add, clock);
    CurationStep step = patient.start(curation, day);
    while (!(step instanceof CurationStep.Serving)) {
      step = patient.attempt((CurationStep.Working) step);
    }
    CurationStep.Working serve = (CurationStep.Working) step;
    assertThat(patient.attempt(serve)).isEqualTo(serve); // its query runs

    assertThatIllegalStateException()
        .isThrownBy(() -> patient.attempt(serve))
        .withMessage("down for a moment");
    assertThat(history.runs(NAME, day).getFirst().state()).isEqualTo(Run.State.PUBLISHING);
    assertThat(notices).isEmpty();

    CurationStep again =
        patient.resume(curation, serve.run(), "query-0", clock.instant().plusSeconds(60));
    while (again instanceof CurationStep.Working working) {
      again = patient.attempt(working);
    }
    assertThat(again.run().state()).isEqualTo(Run.State.SUCCEEDED);
  }

  private static final class FailingOnce implements ServingTable {
    private final ServingTable table;
    private boolean failed;

    FailingOnce(ServingTable table) {
      this.table = table;
    }

    @Override
    public void upsert(ServedName name, List<ServedRow> rows) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("down for a moment");
      }
      table.upsert(name, rows);
    }

    @Override
    public void delete(ServedName name, List<ServedRow> rows) {
      table.delete(name, rows);
    }

    @Override
    public List<ServedRow> query(ServedName name, String key, String from, String to, int limit) {
      return table.query(name, key, from, to, limit);
    }
  }
}
