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
 * What has to start a curation where no process looks at the clock all the time. What it starts for
 * nothing finds nothing to run.
 *
 * @param time when it is started: its schedule or, where it has none, when its windows close; empty
 *     where they never do
 * @param inputs the tables that it reads and other curations write: it is started when a window of
 *     one is published
 */
public record CurationTriggers(
    CurationName curation, Optional<Schedule> time, List<TableName> inputs) {
  public CurationTriggers {
    inputs = List.copyOf(inputs);
  }

  /** Those of every curation that is enabled. */
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
