package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.curation.CurationWorkflow.Next;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryQueryEngine;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.InMemoryRunLease;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Which windows an execution runs, by what started it. Hours are made of events, days of hours, and
 * a month, the hours of another table, and all time of days; a report reads days when its schedule
 * says.
 */
class CurationStartTest {
  private static final String OWNER = "execution-1";
  private static final String OTHER = "execution-2";
  private static final StartedBy TIME = new StartedBy.Time();

  private final Definitions definitions = definitions();
  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final MovableClock clock = new MovableClock("2026-11-01T00:41:00Z");
  private final InMemoryRunLease lease = new InMemoryRunLease(clock);
  private final CurationWorkflow workflow = workflow();
  private int runs;

  private static Definitions definitions() {
    Map<String, String> tables = new HashMap<>();
    Map<String, String> curations = new HashMap<>();
    tables.put(
        "shop/orders.yaml",
        """
        kind: streaming
        columns: [{name: at, type: timestamp, required: true}]
        event_time: at
        """);
    declare(
        "hours",
        "orders",
        "schedule: cron(40 * * * ? *)\nwindow: {unit: hour, restate: 1}",
        tables,
        curations);
    declare("days", "hours", "window: {unit: day, restate: 0}", tables, curations);
    declare("months", "days", "window: {unit: month, restate: 0}", tables, curations);
    declare("quarters", "days", "window: {unit: hour, restate: 0}", tables, curations);
    declare("ever", "days", "window: {unit: none}", tables, curations);
    declare(
        "report",
        "days",
        "schedule: cron(0 9 * * ? *)\nwindow: {unit: day, restate: 1}",
        tables,
        curations);
    declare(
        "early",
        "days",
        "schedule: cron(40 * * * ? *)\nwindow: {unit: day, restate: 0}",
        tables,
        curations);
    declare(
        "mixed",
        "days, shop.orders",
        "window: {unit: day, lag: 2h, restate: 2}",
        tables,
        curations);
    declare("pair", "days, shop.report", "window: {unit: day, restate: 0}", tables, curations);
    declare("off", "days", "enabled: false\nwindow: {unit: day, restate: 0}", tables, curations);
    declare("live", "orders", "window: {unit: day, restate: 2}", tables, curations);
    return DefinitionReader.read(tables, curations);
  }

  private static void declare(
      String name,
      String input,
      String keys,
      Map<String, String> tables,
      Map<String, String> curations) {
    tables.put(
        "shop/" + name + ".yaml",
        "{kind: batch, columns: [{name: n, type: bigint}], partition: {key: part}}");
    curations.put(
        "shop/" + name + ".yaml",
        "%s\ninputs: [shop.%s]\noutput: {table: shop.%s}\n".formatted(keys, input, name));
    curations.put("shop/" + name + ".sql", "select 1 as n from shop." + input);
  }

  private CurationWorkflow workflow() {
    InMemoryQueryEngine engine = new InMemoryQueryEngine();
    return new CurationWorkflow(
        definitions,
        new CurationRunner(
            definitions,
            engine,
            new InMemoryCatalog(),
            new InMemoryServingTable(),
            history,
            notice -> {},
            clock),
        engine,
        history,
        lease,
        clock);
  }

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

  private List<String> published(String curation, String table, String window) {
    return windows(curation, input(table, window));
  }

  private static StartedBy input(String table, String window) {
    return new StartedBy.Input(name(table), window);
  }

  private List<String> windows(String curation, StartedBy by) {
    return workflow.windows(name(curation), by, clock.instant(), OWNER);
  }

  private Next begin(String curation, StartedBy by, String owner) {
    return workflow.begin(name(curation), by, clock.instant(), owner);
  }

  private Next.Ready start(String curation, String owner) {
    Next next = begin(curation, input("days", "2026-10-31"), owner);
    assertThat(next).isInstanceOf(Next.Ready.class);
    return (Next.Ready) next;
  }

  private static TableName name(String table) {
    return new TableName("shop", table);
  }

  private void later() {
    clock.forward(Duration.ofSeconds(1));
  }

  private void succeeded(String curation, String window) {
    ran(curation, window, Run.State.SUCCEEDED);
  }

  private void ran(String curation, String window, Run.State state) {
    CurationDefinition definition = Curated.curation(definitions, "shop." + curation);
    Windows windows = Windows.of(definition.window());
    Window its = windows.span(window, window).getFirst();
    history.record(
        new Run(
            "%04d".formatted(runs++),
            definition.name(),
            its,
            state,
            !windows.closed(its, clock.instant()),
            clock.instant(),
            Optional.of(clock.instant()),
            "",
            0,
            0,
            0,
            ""));
  }

  private String location(Next.Ready ready) {
    return history.runs(Optional.of(ready.run().curation()), 10).stream()
        .filter(run -> run.id().equals(ready.run().id()))
        .map(Run::location)
        .findFirst()
        .orElseThrow();
  }
}
