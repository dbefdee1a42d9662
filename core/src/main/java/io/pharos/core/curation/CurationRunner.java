package io.pharos.core.curation;

import io.pharos.core.capture.UuidV7;
import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.CurationStep.Describing;
import io.pharos.core.curation.CurationStep.Ended;
import io.pharos.core.curation.CurationStep.Materializing;
import io.pharos.core.curation.CurationStep.Retracting;
import io.pharos.core.curation.CurationStep.Serving;
import io.pharos.core.curation.CurationStep.Working;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.ServedName;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.notify.Notice;
import io.pharos.core.notify.Notifier;
import io.pharos.core.query.OutputColumns;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.QueryStatus;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a curation for a window: its rows are written to a folder of the run's own, what is served
 * is replaced, and the window's partition is switched to the folder. Until the switch readers see
 * the rows of before. The same window run twice leaves the same lake and the same served rows.
 *
 * <p>Nothing here waits: {@link #start} and {@link #advance} return as soon as the engine has
 * something to do. Runs of the same curation must not overlap; whoever drives them sees to that.
 */
public final class CurationRunner {
  /** Rows served at a time. */
  private static final int PAGE = 500;

  private static final String RESULT = "result";

  private final Definitions definitions;
  private final QueryEngine engine;
  private final Catalog catalog;
  private final ServingTable serving;
  private final RunHistory history;
  private final Notifier notifier;
  private final Clock clock;

  public CurationRunner(
      Definitions definitions,
      QueryEngine engine,
      Catalog catalog,
      ServingTable serving,
      RunHistory history,
      Notifier notifier,
      Clock clock) {
    this.definitions = definitions;
    this.engine = engine;
    this.catalog = catalog;
    this.serving = serving;
    this.history = history;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** A run that is recorded, and the statement that tells its columns. */
  public record Prepared(Run run, Statement.Describe statement) {}

  /** Starts a run. One that cannot start has ended at once, as failed. */
  public CurationStep start(CurationDefinition curation, Window window) {
    Run run = newRun(curation, window);
    history.record(run);
    try {
      return new Describing(
          curation,
          run,
          engine.start(describe(curation, run)),
          run.startedAt().plus(curation.timeout()));
    } catch (RuntimeException e) {
      return failed(run, reason(e));
    }
  }

  /**
   * Records a run whose statement somebody else starts.
   *
   * @throws RefusedStatement where its SQL lacks a value; nothing is recorded
   */
  public Prepared prepare(CurationDefinition curation, Window window) {
    Run run = newRun(curation, window);
    Statement.Describe statement = describe(curation, run);
    history.record(run);
    return new Prepared(run, statement);
  }

  private Run newRun(CurationDefinition curation, Window window) {
    Instant now = clock.instant();
    String id = UuidV7.at(now.toEpochMilli());
    Windows windows = Windows.of(curation.window());
    return new Run(
        id,
        curation.name(),
        window,
        Run.State.RUNNING,
        !windows.closed(window, now),
        now,
        Optional.empty(),
        location(output(curation), windows.text(window), id),
        0,
        0,
        0,
        "");
  }

  private Statement.Describe describe(CurationDefinition curation, Run run) {
    TableDefinition output = output(curation);
    return new Statement.Describe(sql(curation, run), output.name(), output.columns());
  }

  /**
   * The statement that writes a run's rows, once its columns are known to be those of its table.
   *
   * @param described the query that told them
   * @throws RefusedStatement where they are not
   */
  Statement.Materialize statement(CurationDefinition curation, Run run, String described) {
    TableDefinition output = output(curation);
    new OutputColumns(output.name(), output.columns()).require(engine.columns(described));
    return new Statement.Materialize(
        sql(curation, run), output.name(), new Statement.Rows(run.location(), output.columns()));
  }

  private static String sql(CurationDefinition curation, Run run) {
    return RunParameters.bind(curation, run.window(), run.startedAt());
  }

  /** The step of a run whose rows a query writes, to be published by a deadline. */
  public CurationStep.Working resume(
      CurationDefinition curation, Run run, String query, Instant deadline) {
    return new Materializing(curation, run, query, deadline);
  }

  private static String location(TableDefinition output, String window, String id) {
    TableName name = output.name();
    String key = output.partitionKey().orElseThrow();
    return "lake/%s/%s/%s=%s/run=%s/".formatted(name.database(), name.table(), key, window, id);
  }

  private TableDefinition output(CurationDefinition curation) {
    return definitions.table(curation.output().table()).orElseThrow();
  }

  /** Looks how far a run is and does what comes next; one that has ended stays as it is. */
  public CurationStep advance(CurationStep step) {
    return switch (step) {
      case Ended ended -> ended;
      case Working working -> look(working);
    };
  }

  private CurationStep look(Working step) {
    try {
      return attempt(step);
    } catch (RuntimeException e) {
      return failed(step.run(), reason(e));
    }
  }

  /**
   * The same for a driver that tries again: a fault on the way, such as of a service that is down
   * for a moment, is thrown, and the run stays as it is.
   */
  public CurationStep attempt(Working step) {
    return switch (engine.status(step.query())) {
      case QueryStatus.Running running ->
          clock.instant().isBefore(step.deadline()) ? step : timedOut(step);
      case QueryStatus.Succeeded done -> next(step, done);
      case QueryStatus.Failed failed -> failed(step.run(), failed.message());
      case QueryStatus.Cancelled cancelled -> failed(step.run(), "the query was cancelled");
    };
  }

  private CurationStep timedOut(Working step) {
    engine.cancel(step.query());
    return failed(
        step.run(),
        "it took longer than its timeout of "
            + step.curation().timeout().toSeconds()
            + " s and was cancelled");
  }

  private CurationStep next(Working step, QueryStatus.Succeeded done) {
    return switch (step) {
      case Describing described -> described(described);
      case Materializing written -> materialized(written, done);
      case Serving rows -> serve(rows);
      case Retracting rows -> retract(rows);
    };
  }

  private CurationStep described(Describing step) {
    try {
      Statement.Materialize rows = statement(step.curation(), step.run(), step.query());
      return resume(step.curation(), step.run(), engine.start(rows), step.deadline());
    } catch (RefusedStatement e) {
      return failed(step.run(), reason(e));
    }
  }

  private CurationStep materialized(Materializing step, QueryStatus.Succeeded done) {
    Run run = step.run().written(done.rows(), done.bytesScanned());
    if (step.curation().output().serve().isEmpty()) {
      return publish(step.curation(), run);
    }
    Run publishing = run.in(Run.State.PUBLISHING);
    history.record(publishing);
    return new Serving(
        step.curation(), publishing, select(step.curation(), run.location()), step.deadline());
  }

  private String select(CurationDefinition curation, String location) {
    return engine.start(
        new Statement.Select(
            "SELECT * FROM " + RESULT,
            Map.of(RESULT, new Statement.Rows(location, output(curation).columns()))));
  }

  private CurationStep serve(Serving step) {
    ServedRows rows = rows(step);
    List<ServedRow> served = new ArrayList<>();
    try (QueryResult result = engine.result(step.query())) {
      List<ServedRow> page = rows.next(result, PAGE);
      while (!page.isEmpty()) {
        requireTime(step);
        serving.upsert(name(step.curation()), page);
        page.forEach(row -> served.add(new ServedRow(row.key(), row.sort(), "")));
        page = rows.next(result, PAGE);
      }
    }
    return retractNext(
        step.curation(),
        step.run().served(rows.leftOut()),
        step.deadline(),
        served,
        publications(step.curation(), step.run()));
  }

  private void requireTime(Working step) {
    if (!clock.instant().isBefore(step.deadline())) {
      throw new IllegalStateException(
          "there was not enough time to serve its rows; make its windows shorter");
    }
  }

  /**
   * Where earlier publications of the window lie: what the catalog points at, and what runs that
   * did not end well may have served before they failed.
   */
  private List<String> publications(CurationDefinition curation, Run run) {
    List<String> locations = new ArrayList<>();
    catalog
        .partition(curation.output().table(), Windows.of(curation.window()).text(run.window()))
        .ifPresent(partition -> locations.add(partition.location()));
    for (Run earlier : history.runs(run.curation(), run.window())) {
      if (earlier.state() == Run.State.SUCCEEDED) {
        break;
      }
      if (!earlier.id().equals(run.id()) && earlier.rows() > 0) {
        locations.add(earlier.location());
      }
    }
    return locations;
  }

  private CurationStep retractNext(
      CurationDefinition curation,
      Run run,
      Instant deadline,
      List<ServedRow> served,
      List<String> locations) {
    if (locations.isEmpty()) {
      return publish(curation, run);
    }
    return new Retracting(
        curation,
        run,
        select(curation, locations.getFirst()),
        deadline,
        served,
        locations.subList(1, locations.size()));
  }

  private CurationStep retract(Retracting step) {
    Set<ServedRow> served = new HashSet<>(step.served());
    ServedRows rows = rows(step);
    try (QueryResult result = engine.result(step.query())) {
      List<ServedRow> page = rows.next(result, PAGE);
      while (!page.isEmpty()) {
        requireTime(step);
        List<ServedRow> gone =
            page.stream()
                .map(row -> new ServedRow(row.key(), row.sort(), ""))
                .filter(row -> !served.contains(row))
                .toList();
        if (!gone.isEmpty()) {
          serving.delete(name(step.curation()), gone);
        }
        page = rows.next(result, PAGE);
      }
    }
    return retractNext(step.curation(), step.run(), step.deadline(), step.served(), step.left());
  }

  private ServedRows rows(Working step) {
    Serve serve = step.curation().output().serve().orElseThrow();
    return new ServedRows(
        output(step.curation()),
        serve,
        Windows.of(step.curation().window()).text(step.run().window()));
  }

  private static ServedName name(CurationDefinition curation) {
    return curation.output().serve().orElseThrow().name();
  }

  private CurationStep publish(CurationDefinition curation, Run run) {
    String window = Windows.of(curation.window()).text(run.window());
    catalog.switchTo(curation.output().table(), new Partition(window, run.location()));
    Run succeeded = run.succeeded(clock.instant());
    history.record(succeeded);
    notifier.tell(
        new Notice(
            clock.instant(),
            false,
            "Curation " + curation.name() + " succeeded",
            "Window %s: %d rows. %s".formatted(window, run.rows(), run.message()).strip()));
    return new Ended(succeeded);
  }

  /** Records that a run failed; one that has ended stays as it is. */
  public Ended fail(Run run, String message) {
    return run.endedAt().isPresent() ? new Ended(run) : failed(run, message);
  }

  /** Records that a run failed before there was one. */
  public Ended fail(CurationDefinition curation, Window window, String message) {
    return failed(newRun(curation, window), message);
  }

  private Ended failed(Run run, String message) {
    Run failed = run.failed(clock.instant(), message);
    history.record(failed);
    notifier.tell(
        new Notice(
            clock.instant(),
            true,
            "Curation " + run.curation() + " failed",
            "Window from " + run.window().start() + ": " + message));
    return new Ended(failed);
  }

  /** Some exceptions say nothing but what they are. */
  private static String reason(RuntimeException e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : message;
  }

  /**
   * Records the runs that a process left behind as failed, those of curations that are declared no
   * more too; called once, before the first run. What one of them may have served goes with the
   * next run of its window.
   */
  public void recover() {
    for (Run run : history.runs(Optional.empty(), Integer.MAX_VALUE)) {
      if (run.state() == Run.State.RUNNING || run.state() == Run.State.PUBLISHING) {
        failed(run, "the process ended while it ran; run its window again");
      }
    }
  }
}
