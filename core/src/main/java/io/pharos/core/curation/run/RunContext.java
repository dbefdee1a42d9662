package io.pharos.core.curation.run;

import io.pharos.core.curation.Run;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationDefinition.Serve;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.query.Statement.Rows;

/** A run with its curation and output table. */
record RunContext(CurationDefinition curation, TableDefinition output, Run run) {
  RunContext with(Run other) {
    return new RunContext(curation, output, other);
  }

  /** The name of its window. */
  String window() {
    return curation.window().text(run.window());
  }

  /** Its own rows. */
  Rows rows() {
    return rows(run.location());
  }

  /** Rows of the output table in a folder. */
  Rows rows(String location) {
    return new Rows(location, output.columns());
  }

  Serve serve() {
    return curation.output().serve().orElseThrow();
  }
}
