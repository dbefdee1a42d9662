package io.pharos.infra.workflow;

import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Map;

/**
 * The triggers of the state machine, and their input: a schedule for each curation whose {@link
 * io.pharos.core.curation.CurationTriggers triggers} have a time, and a rule for each that reads
 * the output of others.
 */
public final class CurationStart {
  /** The paths of a rule's input transformer in an event. */
  public static final Map<String, String> PUBLISHED_PATHS =
      Map.of("table", "$.detail.table", "window", "$.detail.window");

  private CurationStart() {}

  /** The input of a schedule, as JSON. */
  public static String atItsTime(CurationName curation) {
    return "{\"curation\":\"%s\"}".formatted(curation);
  }

  /** The template of a rule's input; EventBridge quotes the values. */
  public static String whenPublished(CurationName curation) {
    return "{\"curation\":\"%s\",\"published\":{\"table\":<table>,\"window\":<window>}}"
        .formatted(curation);
  }

  /**
   * The pattern of a rule's events: windows of some tables, published by one stack.
   *
   * @param stateMachine its ARN, which Step Functions adds to an event's resources
   */
  public static Map<String, Object> pattern(String stateMachine, List<TableName> tables) {
    return Map.of(
        "source",
        List.of("pharos"),
        "detail-type",
        List.of("Window published"),
        "resources",
        List.of(stateMachine),
        "detail",
        Map.of("table", tables.stream().map(TableName::toString).toList()));
  }
}
