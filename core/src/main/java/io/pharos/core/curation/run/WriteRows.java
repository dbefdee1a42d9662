package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.RunParameters;
import io.pharos.core.query.Statement;
import java.util.Optional;

/** Writes the curation's rows to the folder of the run. */
final class WriteRows implements RunStep {
  private final RunHistory history;

  WriteRows(RunHistory history) {
    this.history = history;
  }

  @Override
  public String name() {
    return "rows";
  }

  @Override
  public Optional<Statement> asks(RunContext run) {
    return Optional.of(
        new Statement.Materialize(
            RunParameters.bind(run.curation(), run.run()), run.output().name(), run.rows()));
  }

  @Override
  public Taken take(RunContext run, Answer answer) {
    Run written = run.run().written(answer.end().rows(), answer.end().bytesScanned());
    history.record(written);
    return Taken.done(written);
  }
}
