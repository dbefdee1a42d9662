package io.pharos.local;

import io.pharos.client.Status;
import io.pharos.core.curation.CurationSchedule;
import io.pharos.core.curation.LateEvents;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.window.Windows;
import java.util.LinkedHashMap;
import java.util.Map;

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
  Map<String, Status.Curation> all() {
    Map<String, Status.Curation> all = new LinkedHashMap<>();
    for (CurationDefinition curation : definitions.curations().values()) {
      Windows windows = curation.window();
      all.put(
          curation.name().toString(),
          new Status.Curation(
              unserved(curation),
              schedule.owed(curation).stream().map(windows::text).toList(),
              late.of(curation)));
    }
    return all;
  }

  /** The unserved rows of the latest successful run. */
  private long unserved(CurationDefinition curation) {
    return history.latest(curation.name(), Run.State.SUCCEEDED).map(Run::unserved).orElse(0L);
  }
}
