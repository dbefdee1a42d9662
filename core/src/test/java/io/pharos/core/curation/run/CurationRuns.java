package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.RunDriver.Driven;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.notify.Notice;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryQueryEngine;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A curation that serves its rows, run in memory. */
abstract class CurationRuns {
  static final CurationName NAME = CurationName.parse("advertising.ad_traffic");
  static final TableName TABLE = TableName.parse("advertising.ad_traffic");
  static final String AD = "0199aa00-0000-7000-8000-000000000001";
  static final String OTHER_AD = "0199aa00-0000-7000-8000-000000000002";

  final Definitions definitions = Shipped.advertising();
  final CurationDefinition curation = Objects.requireNonNull(definitions.curations().get(NAME));
  final Window day = curation.window().span("2026-11-20", "2026-11-20").getFirst();
  final InMemoryQueryEngine engine = new InMemoryQueryEngine();
  final InMemoryCatalog catalog = new InMemoryCatalog();
  final InMemoryServingTable serving = new InMemoryServingTable();
  final InMemoryRunHistory history = new InMemoryRunHistory();
  final List<Notice> notices = new ArrayList<>();
  final MovableClock clock = new MovableClock("2026-11-21T00:30:00Z");
  final CurationRunner runner =
      new CurationRunner(definitions, engine, catalog, serving, history, notices::add, clock);
  final RunDriver driver = new RunDriver(runner, engine, clock);

  Run run() {
    return run(day);
  }

  Run run(Window window) {
    clock.forward(Duration.ofMillis(1));
    Driven driven = driver.start(curation, window);
    while (driven instanceof Driven.Waiting) {
      driven = driver.advance(driven);
    }
    return driven.run();
  }

  static List<List<@Nullable Object>> rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> row("0199aa00-0000-7000-8000-%012d".formatted(i), 1L, 0L))
        .toList();
  }

  static List<@Nullable Object> row(@Nullable Object... values) {
    return Arrays.asList(values);
  }

  /** The query of a statement, once it has ended. */
  String ended(RunProgress.Asking asking) {
    String query = engine.start(asking.statement());
    engine.status(query);
    return query;
  }
}
