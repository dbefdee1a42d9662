package io.pharos.core.definition;

import io.pharos.core.schedule.Schedule;
import io.pharos.core.window.Windows;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A curation as {@code curations/<database>/<name>.yaml} and the SQL beside it declare it.
 *
 * @param schedule if absent, the curation runs when its inputs have a new window
 * @param sql Athena SQL with its placeholders open
 */
public record CurationDefinition(
    CurationName name,
    String description,
    Optional<Schedule> schedule,
    boolean enabled,
    List<TableName> inputs,
    Windows window,
    Map<String, Object> parameters,
    Output output,
    Duration timeout,
    String sql) {

  public CurationDefinition {
    inputs = List.copyOf(inputs);
    parameters = Map.copyOf(parameters);
  }

  /** This curation with other SQL. */
  public CurationDefinition withSql(String other) {
    return new CurationDefinition(
        name, description, schedule, enabled, inputs, window, parameters, output, timeout, other);
  }

  /** Where the rows go: the window's partition of a table, and from there to look-ups. */
  public record Output(TableName table, Optional<Serve> serve) {}

  /**
   * Rows that are looked up by a key.
   *
   * @param key the column that is looked up
   * @param sort the column of the range of a look-up: the partition key of the output table, or a
   *     date
   */
  public record Serve(ServedName name, String key, String sort) {}
}
