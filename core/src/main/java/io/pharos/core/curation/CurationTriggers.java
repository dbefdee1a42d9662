package io.pharos.core.curation;

import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.schedule.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The events that must start a curation where no process watches the clock. An unneeded start is
 * harmless: it finds no window to run.
 *
 * @param time when it is started: its schedule or, without one, when its windows close; empty if
 *     they never close
 * @param inputs the tables that it reads and other curations write: a published window of one
 *     starts it
 */
public record CurationTriggers(
    CurationName curation, Optional<Schedule> time, List<TableName> inputs) {
  public CurationTriggers {
    inputs = List.copyOf(inputs);
  }

  /** The triggers of every enabled curation. */
  public static List<CurationTriggers> of(Definitions definitions) {
    Set<TableName> written =
        definitions.curations().values().stream()
            .map(curation -> curation.output().table())
            .collect(Collectors.toSet());
    return definitions.curations().values().stream()
        .filter(CurationDefinition::enabled)
        .map(curation ->
            new CurationTriggers(
                curation.name(),
                curation.schedule().or(() -> curation.window().closings()),
                curation.inputs().stream().filter(written::contains).toList()))
        .toList();
  }
}
