package io.pharos.core.curation.run;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.serving.ServingTable;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** The steps of a run, made from its curation's definition. */
final class RunSteps {
  private final List<RunStep> before;
  private final RunStep serve;
  private final RetractRows retract;
  private final RunStep last;

  RunSteps(
      QueryEngine engine, Catalog catalog, ServingTable serving, RunHistory history, Clock clock) {
    ServedPages pages = new ServedPages(engine, clock);
    this.before = List.of(new CheckColumns(engine), new WriteRows(history));
    this.serve = new ServeRows(pages, serving, history);
    this.retract = new RetractRows(pages, serving, catalog, history);
    this.last = new SwitchPartition(catalog);
  }

  /**
   * The folders of the rows that a run takes back; valid until the partition switches to the run.
   */
  List<String> takenBack(RunContext run) {
    return run.curation().output().serve().isPresent() ? retract.publications(run) : List.of();
  }

  /** The steps in their order. */
  List<RunStep> of(CurationDefinition curation) {
    List<RunStep> served =
        curation.output().serve().isPresent() ? List.of(serve, retract) : List.of();
    return Stream.of(before, served, List.of(last)).flatMap(List::stream).toList();
  }
}
