package io.pharos.core.curation.run;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.query.Statement;
import java.util.Optional;

/** Switches the window's partition to the rows of the run; from then on SQL reads them. */
final class SwitchPartition implements RunStep {
  private final Catalog catalog;

  SwitchPartition(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "switch";
  }

  @Override
  public Optional<Statement> asks(RunContext run) {
    return Optional.empty();
  }

  @Override
  public Taken take(RunContext run, Answer answer) {
    Run own = run.run();
    catalog.switchTo(run.output().name(), new Partition(run.window(), own.location()));
    return Taken.done(own);
  }
}
