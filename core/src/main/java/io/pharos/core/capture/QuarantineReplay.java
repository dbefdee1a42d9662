package io.pharos.core.capture;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends refused events through capture again, after their table's definition was corrected.
 * Accepted events leave the quarantine; the others stay. An event without an id gets the id of its
 * refusal, so that it counts once even if an interrupted replay is repeated.
 */
public final class QuarantineReplay {
  /** Events released at a time; an interrupted replay sends at most this many twice. */
  private static final int RELEASED_AT_ONCE = 100;

  private final Quarantine quarantine;
  private final Capture capture;

  public QuarantineReplay(Quarantine quarantine, Capture capture) {
    this.quarantine = quarantine;
    this.capture = capture;
  }

  /** The result of a replay. */
  public record Outcome(TableName table, long replayed, long left) {}

  /**
   * Replays the refused events of a table.
   *
   * @param reason only events refused for it
   */
  public Outcome replay(TableDefinition table, Optional<String> reason) {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine.list(
        table.name(),
        event -> {
          if (reason.isEmpty() || reason.get().equals(event.reason())) {
            events.add(event);
          }
        });
    long replayed = 0;
    for (int from = 0; from < events.size(); from += RELEASED_AT_ONCE) {
      List<RefusedEvent> batch =
          events.subList(from, Math.min(from + RELEASED_AT_ONCE, events.size()));
      Set<String> taken = new HashSet<>();
      for (RefusedEvent event : batch) {
        if (taken(table, event)) {
          taken.add(event.id());
        }
      }
      quarantine.release(table.name(), taken);
      replayed += taken.size();
    }
    return new Outcome(table.name(), replayed, events.size() - replayed);
  }

  private boolean taken(TableDefinition table, RefusedEvent event) {
    CaptureOutcome outcome = capture.again(table.name(), ResentEvent.json(table, event));
    return outcome instanceof CaptureOutcome.Captured captured
        && captured.results().getFirst() instanceof EventResult.Accepted;
  }
}
