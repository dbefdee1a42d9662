package io.pharos.aws.dynamodb;

import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Outcome.Counts;
import io.pharos.core.curation.OutcomeJson;
import io.pharos.core.curation.Run;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A run as an item. */
final class RunItem {
  private static final String OUTCOME = "outcome";

  private RunItem() {}

  static Map<String, AttributeValue> of(String group, Run run) {
    Map<String, AttributeValue> item = new HashMap<>(Items.key(group, run.id()));
    item.put("curation", AttributeValue.fromS(run.curation().toString()));
    item.put("window_start", AttributeValue.fromS(run.window().start().toString()));
    item.put("window_end", AttributeValue.fromS(run.window().end().toString()));
    item.put("provisional", AttributeValue.fromBool(run.provisional()));
    item.put("started_at", AttributeValue.fromS(run.startedAt().toString()));
    item.put("location", AttributeValue.fromS(run.location()));
    item.put(OUTCOME, AttributeValue.fromS(OutcomeJson.text(run.outcome())));
    return item;
  }

  static Run run(Map<String, AttributeValue> item) {
    return new Run(
        Items.text(item, Items.SORT),
        CurationName.parse(Items.text(item, "curation")),
        new Window(Items.instant(item, "window_start"), Items.instant(item, "window_end")),
        Items.flag(item, "provisional"),
        Items.instant(item, "started_at"),
        Items.text(item, "location"),
        item.containsKey(OUTCOME) ? OutcomeJson.parse(Items.text(item, OUTCOME)) : earlier(item));
  }

  /** The outcome of an item of an older version, which has an attribute for each fact. */
  private static Outcome earlier(Map<String, AttributeValue> item) {
    Counts counts =
        new Counts(
            Items.number(item, "rows"),
            item.containsKey("unserved") ? Items.number(item, "unserved") : 0,
            Items.number(item, "bytes_scanned"));
    return Outcome.of(
        Run.State.valueOf(Items.text(item, "state")),
        counts,
        Items.text(item, "message"),
        item.containsKey("ended_at")
            ? Optional.of(Items.instant(item, "ended_at"))
            : Optional.empty());
  }
}
