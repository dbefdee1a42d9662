package io.pharos.infra.workflow;

import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Map;

/**
 * What starts the state machine, and with which input: a schedule for each curation whose {@link
 * io.pharos.core.curation.CurationTriggers triggers} have a time, and a rule for each that reads
 * what others write.
 */
public final class CurationStart {
  /** What the input transformer of a rule takes from an event. */
  public static final Map<String, String> PUBLISHED_PATHS =
      Map.of("table", "$.detail.table", "window", "$.detail.window");

  private CurationStart() {}

  /** The input that a schedule gives, as JSON. */
  public static String atItsTime(CurationName curation) {
    return "{\"curation\":\"%s\"}".formatted(curation);
  }

  /** The template of the input that a rule gives: EventBridge quotes what it fills in. */
  public static String whenPublished(CurationName curation) {
    return "{\"curation\":\"%s\",\"published\":{\"table\":<table>,\"window\":<window>}}"
        .formatted(curation);
  }

  /**
   * The events that a rule is for: windows of some tables, published by one stack.
   *
   * @param stateMachine its ARN, which Step Functions puts among an event's resources
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
