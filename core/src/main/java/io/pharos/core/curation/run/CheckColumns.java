package io.pharos.core.curation.run;

import io.pharos.core.curation.RunParameters;
import io.pharos.core.query.OutputColumns;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.query.Statement;
import java.util.Optional;

/** Compares the columns of the curation's query with those of its table, before it reads rows. */
final class CheckColumns implements RunStep {
  private final QueryEngine engine;

  CheckColumns(QueryEngine engine) {
    this.engine = engine;
  }

  @Override
  public String name() {
    return "columns";
  }

  @Override
  public Optional<Statement> asks(RunContext run) {
    return Optional.of(
        new Statement.Describe(
            RunParameters.bind(run.curation(), run.run()),
            run.output().name(),
            run.output().columns()));
  }

  @Override
  public Taken take(RunContext run, Answer answer) {
    new OutputColumns(run.output().name(), run.output().columns())
        .require(engine.columns(answer.query()));
    return Taken.done(run.run());
  }
}
