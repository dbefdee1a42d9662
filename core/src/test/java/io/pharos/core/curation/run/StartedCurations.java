package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
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
import io.pharos.core.testing.Outcomes;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Curations that read each other, and what starts them. */
abstract class StartedCurations {
  static final String OWNER = "execution-1";
  static final String OTHER = "execution-2";
  static final StartedBy TIME = new StartedBy.Time();

  final Definitions definitions = definitions();
  final InMemoryRunHistory history = new InMemoryRunHistory();
  final MovableClock clock = new MovableClock("2026-11-01T00:41:00Z");
  final InMemoryRunLease lease = new InMemoryRunLease(clock);
  final CurationWorkflow workflow = workflow();
  int runs;

  static Definitions definitions() {
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

  static void declare(
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

  CurationWorkflow workflow() {
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
        history,
        lease,
        clock);
  }

  List<String> published(String curation, String table, String window) {
    return windows(curation, input(table, window));
  }

  static StartedBy input(String table, String window) {
    return new StartedBy.Input(new TableName("shop", table), window);
  }

  List<String> windows(String curation, StartedBy by) {
    return workflow.windows(name(curation), by, clock.instant(), OWNER);
  }

  Next begin(String curation, StartedBy by, String owner) {
    return workflow.begin(name(curation), by, clock.instant(), owner);
  }

  Next.Ready start(String curation, String owner) {
    Next next = begin(curation, input("days", "2026-10-31"), owner);
    assertThat(next).isInstanceOf(Next.Ready.class);
    return (Next.Ready) next;
  }

  static CurationName name(String curation) {
    return new CurationName("shop", curation);
  }

  void later() {
    clock.forward(Duration.ofSeconds(1));
  }

  void succeeded(String curation, String window) {
    ran(curation, window, Run.State.SUCCEEDED);
  }

  void ran(String curation, String window, Run.State state) {
    CurationDefinition definition = Curated.curation(definitions, "shop." + curation);
    Windows windows = definition.window();
    Window its = windows.window(window);
    history.record(
        new Run(
            "%04d".formatted(runs++),
            definition.name(),
            its,
            !windows.closed(its, clock.instant()),
            clock.instant(),
            "",
            Outcomes.of(state, clock.instant())));
  }

  String location(Next.Ready ready) {
    return history.runs(Optional.of(ready.run().curation()), 10).stream()
        .filter(run -> run.id().equals(ready.run().id()))
        .map(Run::location)
        .findFirst()
        .orElseThrow();
  }
}
