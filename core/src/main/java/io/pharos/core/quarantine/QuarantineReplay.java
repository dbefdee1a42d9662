package io.pharos.core.quarantine;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.capture.Capture;
import io.pharos.core.capture.CaptureOutcome;
import io.pharos.core.capture.EventResult;
import io.pharos.core.capture.Timestamps;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends refused events through capture again, once their table's definition was mended. Those that
 * are taken leave the quarantine; the others stay. An event without an id gets that of its refusal,
 * so that a replay that is cut off and repeated counts once.
 */
public final class QuarantineReplay {
  /** A refused body may begin like one event, and must not be taken for it. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** Events sent at a time: also the most that are sent twice where a replay is cut off. */
  private static final int BATCH = 100;

  private final Quarantine quarantine;
  private final Capture capture;

  public QuarantineReplay(Quarantine quarantine, Capture capture) {
    this.quarantine = quarantine;
    this.capture = capture;
  }

  /** How a replay went. */
  public record Outcome(TableName table, long replayed, long left) {}

  /**
   * Replays what is kept of a table.
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
    for (int from = 0; from < events.size(); from += BATCH) {
      List<RefusedEvent> batch = events.subList(from, Math.min(from + BATCH, events.size()));
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
    CaptureOutcome outcome = capture.again(table.name(), asSent(table, event));
    return outcome instanceof CaptureOutcome.Captured captured
        && captured.results().getFirst() instanceof EventResult.Accepted;
  }

  /**
   * The event as its sender would have sent it: with an id, with the time of its refusal where it
   * has none of its own and may do without, without the mark of its arrival.
   */
  private static byte[] asSent(TableDefinition table, RefusedEvent event) {
    try {
      if (MAPPER.readTree(event.original()) instanceof ObjectNode object) {
        object.remove(TableDefinition.RECEIVED_AT);
        table.id().filter(id -> !object.hasNonNull(id)).ifPresent(id -> object.put(id, event.id()));
        table
            .eventTime()
            .flatMap(table::column)
            .filter(column -> !column.required() && !object.hasNonNull(column.name()))
            .ifPresent(column ->
                object.put(column.name(), Timestamps.format(event.refusedAt().toEpochMilli())));
        return object.toString().getBytes(StandardCharsets.UTF_8);
      }
    } catch (IOException notJson) {
      return event.original(); // capture says what is wrong with it
    }
    return event.original();
  }
}
