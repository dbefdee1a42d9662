package io.pharos.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.curation.CurationSchedule;
import io.pharos.core.curation.LateEvents;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.window.Windows;

/** The state of a warehouse's curations. */
final class CurationStatus {
  private final Definitions definitions;
  private final RunHistory history;
  private final CurationSchedule schedule;
  private final LateEvents late;

  CurationStatus(
      Definitions definitions, RunHistory history, CurationSchedule schedule, LateEvents late) {
    this.definitions = definitions;
    this.history = history;
    this.schedule = schedule;
    this.late = late;
  }

  /** Unserved rows, owed windows and late events, by the curations' names. */
  ObjectNode all() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (CurationDefinition curation : definitions.curations().values()) {
      Windows windows = curation.window();
      ObjectNode its = all.putObject(curation.name().toString());
      its.put("unserved_rows", unserved(curation));
      ArrayNode owed = its.putArray("owed_windows");
      schedule.owed(curation).forEach(window -> owed.add(windows.text(window)));
      ObjectNode lateEvents = its.putObject("late_events");
      late.of(curation).forEach(lateEvents::put);
    }
    return all;
  }

  /** The unserved rows of the latest successful run. */
  private long unserved(CurationDefinition curation) {
    return history.latest(curation.name(), Run.State.SUCCEEDED).map(Run::unserved).orElse(0L);
  }
}
