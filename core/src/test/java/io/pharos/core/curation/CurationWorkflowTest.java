package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.CurationWorkflow.Next;
import io.pharos.core.curation.CurationWorkflow.RunRef;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.notify.Notice;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.SqlType;
import io.pharos.core.query.Statement;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryQueryEngine;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.InMemoryRunLease;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurationWorkflowTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final TableName NAME = TableName.parse("advertising.ad_traffic");
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final String DAY = "2026-11-20";
  private static final String OWNER = "execution-1";
  private static final String OTHER = "execution-2";

  private final InMemoryQueryEngine engine = new InMemoryQueryEngine();
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InMemoryServingTable serving = new InMemoryServingTable();
  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final List<Notice> notices = new ArrayList<>();
  private final MovableClock clock = new MovableClock("2026-11-21T00:30:00Z");
  private final InMemoryRunLease lease = new InMemoryRunLease(clock);
  private final Definitions definitions = Shipped.advertising();
  private final CurationDefinition curation =
      Curated.curation(definitions, "advertising.ad_traffic");
  private CurationRunner runner = runner(definitions);
  private CurationWorkflow workflow = workflow(definitions);

  @Test
  void theScheduleRunsTheLatestClosedWindowAfterThoseBeforeIt() {
    assertThat(due(NAME)).containsExactly("2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20");
  }

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
    TableName off = TableName.parse("shop.c_off");
    CurationWorkflow chain = workflow(Curated.chain());

    assertThat(windows(chain, off, new StartedBy.Time())).isEmpty();
    assertThat(windows(chain, off, hand(DAY))).containsExactly(DAY);
  }

  @ParameterizedTest
  @CsvSource({"shop.hourly,  2026-11-20T23", "shop.monthly, 2026-10", "shop.total,   all"})
  void windowsAreCalledByTheirUnit(TableName name, String last) {
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
  void anUnknownCurationIsSaidToBeOne() {
    TableName gone = TableName.parse("advertising.gone");
    RunRef run = new RunRef(gone, DAY, "1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> due(gone))
        .withMessage("there is no curation 'advertising.gone'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.prepare(gone, List.of(DAY), OWNER));
    assertThatIllegalArgumentException().isThrownBy(() -> workflow.checkRows(run, "query-0"));
    assertThatIllegalArgumentException().isThrownBy(() -> workflow.checkColumns(run, "query-0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.publish(run, "query-0", OWNER, LONG));
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
    assertThat(ready.statement().table()).isEqualTo(NAME);
    assertThat(ready.statement().sql())
        .contains("occurred_at >= TIMESTAMP '2026-11-20 00:00:00.000'");
    assertThat(ready.deadline()).isEqualTo(clock.instant().plus(curation.timeout()));
    assertThat(engine.sql()).isEmpty();
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
    assertThat(catalog.partitions(NAME))
        .map(Partition::value)
        .containsExactly("2026-11-18", "2026-11-19", DAY);
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

    assertThat(workflow.prepare(TableName.parse("advertising.advertising"), List.of(DAY), OTHER))
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
  void whatIsNoWindowIsNotPrepared() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.prepare(NAME, List.of("2026-11"), OWNER));
    assertThat(history.runs(Optional.empty(), 10)).isEmpty();
    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isInstanceOf(Next.Ready.class);
  }

  @Test
  void aQueryThatSucceededHasItsRows() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);

    assertThat(workflow.checkRows(ready.run(), query)).isEqualTo(new QueryStatus.Succeeded(1, 7));
    assertThat(workflow.checkRows(ready.run(), query)).isEqualTo(new QueryStatus.Succeeded(1, 7));
  }

  @Test
  void aQueryThatStillRunsIsCheckedTooEarly() {
    Next.Ready ready = prepare(OWNER, DAY);
    Statement.Materialize rows = rows(ready);
    engine.willHang();
    String query = engine.start(rows);

    assertThatIllegalStateException()
        .isThrownBy(() -> workflow.checkRows(ready.run(), query))
        .withMessageContaining("too early");
    String columns = engine.start(ready.statement());
    assertThatIllegalStateException()
        .isThrownBy(() -> workflow.checkColumns(ready.run(), columns))
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
        .isThrownBy(() -> workflow.checkRows(ready.run(), query))
        .withMessage("out of memory");
  }

  @Test
  void aQueryThatWasCancelledHasNoRows() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    engine.cancel(query);

    assertThatIllegalStateException()
        .isThrownBy(() -> workflow.checkRows(ready.run(), query))
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
        .isThrownBy(() -> workflow.checkRows(ready.run(), query))
        .withMessage("the run has failed: no time");
  }

  @Test
  void anUnknownRunIsSaidToBeOne() {
    prepare(OWNER, DAY);
    RunRef unknown = new RunRef(NAME, DAY, "0");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.checkRows(unknown, "query-0"))
        .withMessage("there is no run 0 of advertising.ad_traffic");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.publish(unknown, "query-0", OWNER, LONG));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> workflow.fail(NAME, Optional.of(DAY), Optional.of("0"), "no", OWNER));
  }

  @Test
  void aRunOfAnotherWindowIsUnknown() {
    Next.Ready ready = prepare(OWNER, DAY);

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            workflow.checkRows(new RunRef(NAME, "2026-11-19", ready.run().id()), written(ready)));
  }

  @Test
  void whatIsPublishedIsServedAndSwitchedTo() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Next.Ready ready = prepare(OWNER, DAY);

    Run run = published(ready, OWNER);

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(1);
    assertThat(run.bytesScanned()).isEqualTo(7);
    assertThat(run(ready)).isEqualTo(run);
    assertThat(catalog.partition(NAME, DAY)).contains(new Partition(DAY, run.location()));
    assertThat(serving.all("advertising.traffic"))
        .containsExactly(new ServedRow(AD, DAY, "{\"impressions\":3,\"clicks\":1}"));
    assertThat(notices).singleElement().matches(notice -> !notice.failure());
  }

  @Test
  void whatIsPublishedStaysAsItIsWhenItIsPublishedAgain() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    Run once = publish(ready, query, OWNER);
    clock.forward(Duration.ofMinutes(1));

    assertThat(workflow.publish(ready.run(), query, OWNER, LONG))
        .isEqualTo(new CurationStep.Ended(once));
    assertThat(workflow.publish(ready.run(), query, OTHER, LONG))
        .isEqualTo(new CurationStep.Ended(once));
    assertThat(notices).hasSize(1);
  }

  @Test
  void aPublicationThatBrokeOffIsDoneAgain() {
    engine.willWrite(List.of(List.of(AD, 3L, 1L)));
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    CurationStep step = workflow.publish(ready.run(), query, OWNER, LONG);
    while (!(step instanceof CurationStep.Serving)) {
      step = runner.advance(step);
    }
    assertThat(run(ready).state()).isEqualTo(Run.State.PUBLISHING);

    Run run = publish(ready, query, OWNER);

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.rows()).isEqualTo(1);
    assertThat(serving.all("advertising.traffic")).map(ServedRow::key).containsExactly(AD);
    assertThat(notices).hasSize(1);
  }

  @Test
  void aRunWhoseQueryTookAllItsTimeIsPublished() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout());

    assertThat(publish(ready, query, OWNER).state()).isEqualTo(Run.State.SUCCEEDED);
  }

  @Test
  void publishingProlongsTheLease() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout());
    workflow.publish(ready.run(), query, OWNER, LONG);
    clock.forward(curation.timeout());

    assertThat(workflow.prepare(NAME, List.of(DAY), OTHER)).isEqualTo(new Next.Busy(List.of(DAY)));
  }

  @Test
  void anExecutionThatAnotherTookOverFromPublishesNothing() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout().plus(Duration.ofHours(1)));
    lease.acquire(NAME, OTHER, clock.instant().plusSeconds(60));

    assertThatIllegalStateException()
        .isThrownBy(() -> workflow.publish(ready.run(), query, OWNER, LONG))
        .withMessageContaining("another execution took over");
    assertThat(run(ready).state()).isEqualTo(Run.State.RUNNING);
    assertThat(catalog.partitions(NAME)).isEmpty();
  }

  @Test
  void aRunThatAnotherExecutionGaveUpIsNotPublished() {
    Next.Ready ready = prepare(OWNER, DAY);
    String query = written(ready);
    clock.forward(curation.timeout().plus(Duration.ofHours(1)));
    Run newer = published(prepare(OTHER, DAY), OTHER);

    assertThatIllegalStateException()
        .isThrownBy(() -> workflow.publish(ready.run(), query, OWNER, LONG))
        .withMessage("the run has failed: its execution ended without saying how");
    assertThat(catalog.partition(NAME, DAY)).contains(new Partition(DAY, newer.location()));
  }

  @Test
  void aRunFailsOnceHoweverOftenItIsSaid() {
    Next.Ready ready = prepare(OWNER, DAY);

    Run failed = fail(ready, "out of memory");
    clock.forward(Duration.ofMinutes(1));

    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(failed.message()).isEqualTo("out of memory");
    assertThat(failed.endedAt()).contains(failed.startedAt());
    assertThat(fail(ready, "something else")).isEqualTo(failed);
    assertThat(run(ready)).isEqualTo(failed);
    assertThat(notices)
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.failure()).isTrue();
          assertThat(notice.message()).contains("out of memory");
        });
  }

  @Test
  void aRunThatSucceededDoesNotFailAnyMore() {
    Next.Ready ready = prepare(OWNER, DAY);
    Run succeeded = published(ready, OWNER);

    assertThat(fail(ready, "too late")).isEqualTo(succeeded);
    assertThat(run(ready)).isEqualTo(succeeded);
    assertThat(notices).hasSize(1).noneMatch(Notice::failure);
  }

  @Test
  void whatCouldNotBePreparedIsRecordedAsFailed() {
    Run failed =
        workflow.fail(NAME, Optional.of("2026-11-18"), Optional.empty(), "no network", OWNER);

    assertThat(failed.window()).isEqualTo(window("2026-11-18"));
    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(failed.message()).isEqualTo("no network");
    assertThat(history.runs(Optional.of(NAME), 10)).containsExactly(failed);
    assertThat(notices).singleElement().matches(Notice::failure);
  }

  @Test
  void aFailureBeforeTheWindowsWereKnownIsOneOfTheLatest() {
    assertThat(
            workflow.fail(NAME, Optional.empty(), Optional.empty(), "no network", OWNER).window())
        .isEqualTo(window(DAY));
  }

  @Test
  void sqlThatCannotRunIsRecordedAsFailed() {
    var broken = new LinkedHashMap<>(definitions.curations());
    broken.put(NAME, curation.withSql("select ${nothing}"));
    Definitions changed = new Definitions(definitions.databases(), definitions.tables(), broken);
    runner = runner(changed);
    workflow = workflow(changed);

    assertThatExceptionOfType(RefusedStatement.class)
        .isThrownBy(() -> workflow.prepare(NAME, List.of(DAY), OWNER));
    assertThat(history.runs(Optional.empty(), 10)).isEmpty();

    Run failed = workflow.fail(NAME, Optional.of(DAY), Optional.empty(), "no ${nothing}", OWNER);
    assertThat(history.runs(NAME, window(DAY))).containsExactly(failed);
    assertThat(failed.state()).isEqualTo(Run.State.FAILED);
    assertThat(notices).singleElement().matches(Notice::failure);
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

  private List<String> due(TableName name) {
    return windows(workflow, name, new StartedBy.Time());
  }

  private List<String> asked(String from, @Nullable String to) {
    return windows(workflow, NAME, new StartedBy.Hand(from, Optional.ofNullable(to)));
  }

  private static StartedBy hand(String window) {
    return new StartedBy.Hand(window, Optional.empty());
  }

  private List<String> windows(CurationWorkflow asked, TableName name, StartedBy by) {
    return asked.windows(name, by, clock.instant(), OWNER);
  }

  private Next.Ready prepare(String owner, String... windows) {
    return prepare(owner, List.of(windows));
  }

  private Next.Ready prepare(String owner, List<String> windows) {
    Next next = workflow.prepare(NAME, windows, owner);
    assertThat(next).isInstanceOf(Next.Ready.class);
    return (Next.Ready) next;
  }

  /** Starts the query of a run's rows; the next look at it finds that it has ended. */
  private String written(Next.Ready ready) {
    String query = engine.start(rows(ready));
    engine.status(query);
    return query;
  }

  private Statement.Materialize rows(Next.Ready ready) {
    String columns = engine.start(ready.statement());
    engine.status(columns);
    return workflow.checkColumns(ready.run(), columns);
  }

  private Run published(Next.Ready ready, String owner) {
    return publish(ready, written(ready), owner);
  }

  private Run publish(Next.Ready ready, String query, String owner) {
    CurationStep step = workflow.publish(ready.run(), query, owner, LONG);
    while (step instanceof CurationStep.Working) {
      step = runner.advance(step);
    }
    return step.run();
  }

  private Run fail(Next.Ready ready, String message) {
    RunRef ref = ready.run();
    return workflow.fail(NAME, Optional.of(ref.window()), Optional.of(ref.id()), message, OWNER);
  }

  private Run run(Next.Ready ready) {
    return history.runs(NAME, window(ready.run().window())).stream()
        .filter(run -> run.id().equals(ready.run().id()))
        .findFirst()
        .orElseThrow();
  }

  private boolean failed(Run run) {
    return run.state() == Run.State.FAILED;
  }

  private Window window(String text) {
    return Windows.of(curation.window()).span(text, text).getFirst();
  }

  private CurationRunner runner(Definitions declared) {
    return new CurationRunner(declared, engine, catalog, serving, history, notices::add, clock);
  }

  private CurationWorkflow workflow(Definitions declared) {
    return new CurationWorkflow(declared, runner(declared), engine, history, lease, clock);
  }
}
