package io.pharos.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import java.util.Optional;

/** How the curations of a warehouse are. */
final class CurationStatus {
  private static final int LOOKED_AT = 100;

  private final Definitions definitions;
  private final RunHistory history;

  CurationStatus(Definitions definitions, RunHistory history) {
    this.definitions = definitions;
    this.history = history;
  }

  /** By the curations' names. */
  ObjectNode all() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (CurationDefinition curation : definitions.curations().values()) {
      all.putObject(curation.name().toString()).put("unserved_rows", unserved(curation));
    }
    return all;
  }

  /** Of the latest run that ended well. */
  private long unserved(CurationDefinition curation) {
    return history.runs(Optional.of(curation.name()), LOOKED_AT).stream()
        .filter(run -> run.state() == Run.State.SUCCEEDED)
        .findFirst()
        .map(Run::unserved)
        .orElse(0L);
  }
}
