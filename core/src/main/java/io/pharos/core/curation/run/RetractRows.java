package io.pharos.core.curation.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.catalog.Catalog;
import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.query.Statement;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes the served rows of earlier publications of the window that this run does not serve. */
final class RetractRows implements RunStep {
  private final ServedPages pages;
  private final ServingTable serving;
  private final Catalog catalog;
  private final RunHistory history;

  RetractRows(ServedPages pages, ServingTable serving, Catalog catalog, RunHistory history) {
    this.pages = pages;
    this.serving = serving;
    this.catalog = catalog;
    this.history = history;
  }

  @Override
  public String name() {
    return "retract";
  }

  @Override
  public boolean publishes() {
    return true;
  }

  @Override
  public Optional<Statement> asks(RunContext run) {
    List<Statement.Rows> earlier = publications(run).stream().map(run::rows).toList();
    return earlier.isEmpty()
        ? Optional.empty()
        : Optional.of(new Statement.Difference(earlier, run.rows(), new ServedKey(run).columns()));
  }

  /**
   * The folders of the window's earlier publications: the registered one, and those of failed runs
   * that may have served rows.
   */
  List<String> publications(RunContext context) {
    Run run = context.run();
    List<String> locations = new ArrayList<>();
    catalog
        .partition(context.output().name(), context.window())
        .ifPresent(partition -> locations.add(partition.location()));
    for (Run earlier : history.runs(run.curation(), run.window())) {
      if (earlier.outcome() instanceof Outcome.Succeeded) {
        break;
      }
      if (!earlier.id().equals(run.id()) && earlier.rows() > 0) {
        locations.add(earlier.location());
      }
    }
    return locations;
  }

  @Override
  public Taken take(RunContext run, Answer answer) {
    if (answer.query().isEmpty()) {
      return Taken.done(run.run());
    }
    ServedKey key = new ServedKey(run);
    return new Taken(run.run(), pages.each(answer, rows -> delete(run, key, rows)));
  }

  private void delete(RunContext run, ServedKey key, List<ObjectNode> rows) {
    List<ServedRow> gone =
        rows.stream()
            .filter(row -> key.problem(row).isEmpty())
            .map(row -> key.row(row, ""))
            .toList();
    if (!gone.isEmpty()) {
      serving.delete(run.serve().name(), gone);
    }
  }
}
