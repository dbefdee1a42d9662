package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.curation.run.CurationWorkflow.Answered;
import io.pharos.core.curation.run.CurationWorkflow.Next;
import io.pharos.core.curation.run.CurationWorkflow.RunRef;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.notify.Notice;
import io.pharos.core.query.Statement;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryQueryEngine;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.InMemoryRunLease;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The steps of a workflow, taken in memory. */
abstract class WorkflowSteps {
  static final Duration LONG = Duration.ofMinutes(10);
  static final CurationName NAME = CurationName.parse("advertising.ad_traffic");
  static final TableName TABLE = TableName.parse("advertising.ad_traffic");
  static final String AD = "0199aa00-0000-7000-8000-000000000001";
  static final String DAY = "2026-11-20";
  static final String OWNER = "execution-1";
  static final String OTHER = "execution-2";

  final InMemoryQueryEngine engine = new InMemoryQueryEngine();
  final InMemoryCatalog catalog = new InMemoryCatalog();
  final InMemoryServingTable serving = new InMemoryServingTable();
  final InMemoryRunHistory history = new InMemoryRunHistory();
  final List<Notice> notices = new ArrayList<>();
  final MovableClock clock = new MovableClock("2026-11-21T00:30:00Z");
  final InMemoryRunLease lease = new InMemoryRunLease(clock);
  final Definitions definitions = Shipped.advertising();
  final CurationDefinition curation = Curated.curation(definitions, "advertising.ad_traffic");
  CurationWorkflow workflow = workflow(definitions);

  List<String> due(CurationName name) {
    return windows(workflow, name, new StartedBy.Time());
  }

  List<String> asked(String from, @Nullable String to) {
    return windows(workflow, NAME, new StartedBy.Hand(from, Optional.ofNullable(to)));
  }

  static StartedBy hand(String window) {
    return new StartedBy.Hand(window, Optional.empty());
  }

  List<String> windows(CurationWorkflow asked, CurationName name, StartedBy by) {
    return asked.windows(name, by, clock.instant(), OWNER);
  }

  Next.Ready prepare(String owner, String... windows) {
    return prepare(owner, List.of(windows));
  }

  Next.Ready prepare(String owner, List<String> windows) {
    Next next = workflow.prepare(NAME, windows, owner);
    assertThat(next).isInstanceOf(Next.Ready.class);
    return (Next.Ready) next;
  }

  RunProgress advance(Next.Ready ready, String step, String query) {
    return advance(ready.run(), step, query, OWNER);
  }

  RunProgress advance(RunRef run, String step, String query, String owner) {
    return workflow.advance(
        new Answered(run, step, query, Optional.empty()), owner, clock.instant().plus(LONG));
  }

  String ended(Statement statement) {
    String query = engine.start(statement);
    engine.status(query);
    return query;
  }

  /** Starts the query of a run's rows; the next look at it finds that it has ended. */
  String written(Next.Ready ready) {
    return ended(rows(ready, OWNER));
  }

  Statement.Materialize rows(Next.Ready ready) {
    return rows(ready, OWNER);
  }

  Statement.Materialize rows(Next.Ready ready, String owner) {
    String columns = ended(ready.asking().statement());
    RunProgress.Asking rows = (RunProgress.Asking) advance(ready.run(), "columns", columns, owner);
    return (Statement.Materialize) rows.statement();
  }

  Run published(Next.Ready ready, String owner) {
    return publish(ready, ended(rows(ready, owner)), owner);
  }

  Run publish(Next.Ready ready, String query, String owner) {
    RunProgress progress = advance(ready.run(), "rows", query, owner);
    while (progress instanceof RunProgress.Asking asking) {
      progress = advance(ready.run(), asking.state().step(), ended(asking.statement()), owner);
    }
    return progress.run();
  }

  Run fail(Next.Ready ready, String message) {
    RunRef ref = ready.run();
    return workflow.fail(NAME, Optional.of(ref.window()), Optional.of(ref.id()), message, OWNER);
  }

  Run run(Next.Ready ready) {
    return history.runs(NAME, window(ready.run().window())).stream()
        .filter(run -> run.id().equals(ready.run().id()))
        .findFirst()
        .orElseThrow();
  }

  boolean failed(Run run) {
    return run.state() == Run.State.FAILED;
  }

  Window window(String text) {
    return curation.window().window(text);
  }

  CurationRunner runner(Definitions declared) {
    return new CurationRunner(declared, engine, catalog, serving, history, notices::add, clock);
  }

  CurationWorkflow workflow(Definitions declared) {
    return new CurationWorkflow(declared, runner(declared), history, lease, clock);
  }
}
