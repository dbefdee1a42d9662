package io.pharos.core.capture;

import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one request after reading: packed into stream records, or refused. */
final class VettedBatch {
  private static final int NO_RECORD = -1;

  private final JsonLine lines;
  private final List<Vetted> events = new ArrayList<>();
  private final List<StreamRecord> records = new ArrayList<>();
  private final List<RefusedEvent> refused = new ArrayList<>();
  private int[] minutes = new int[1];
  private int openMinutes;
  private int openStart;
  private int openEnd;

  /** An event's record, or its fault. */
  private record Vetted(int record, @Nullable String id, String fault) {}

  VettedBatch(JsonLine lines) {
    this.lines = lines;
  }

  /** The batch of one event that was refused before it could be read. */
  static VettedBatch of(RefusedEvent event) {
    VettedBatch batch = new VettedBatch(new JsonLine(0));
    batch.refuse(event);
    return batch;
  }

  int size() {
    return events.size();
  }

  List<StreamRecord> records() {
    return records;
  }

  List<RefusedEvent> refused() {
    return refused;
  }

  /** Adds the event whose line was just written. */
  void accept(@Nullable String id, long minute) {
    if (openMinutes > 0 && lines.length() - openStart > StreamRecord.MAX_BYTES) {
      closeRecord();
    }
    if (openMinutes == minutes.length) {
      minutes = java.util.Arrays.copyOf(minutes, openMinutes * 2);
    }
    minutes[openMinutes++] = (int) minute;
    openEnd = lines.length();
    events.add(new Vetted(records.size(), id, ""));
  }

  void refuse(RefusedEvent event) {
    refused.add(event);
    events.add(new Vetted(NO_RECORD, null, event.message()));
  }

  /** Ends the reading, and releases the memory of the lines. */
  void end() {
    closeRecord();
    lines.free();
  }

  private void closeRecord() {
    if (openMinutes > 0) {
      records.add(
          new StreamRecord(
              lines.copy(openStart, openEnd), java.util.Arrays.copyOf(minutes, openMinutes)));
      openStart = openEnd;
      openMinutes = 0;
    }
  }

  /**
   * Combines the results of the stream and of the quarantine into one result per event.
   *
   * @param kept whether the refused events are in quarantine
   */
  CaptureOutcome outcome(List<AppendResult> appended, boolean kept) {
    List<EventResult> results = new ArrayList<>(events.size());
    AppendResult.@Nullable Refused unavailable = null;
    boolean taken = false;
    for (Vetted event : events) {
      if (event.record == NO_RECORD) {
        results.add(
            kept
                ? new EventResult.Failed(EventResult.ErrorCode.INVALID_EVENT, event.fault)
                : new EventResult.Failed(
                    EventResult.ErrorCode.STREAM_ERROR,
                    "invalid, and the quarantine could not keep it: " + event.fault));
        taken |= kept;
      } else if (appended.get(event.record) instanceof AppendResult.Refused refusal) {
        unavailable = refusal;
        results.add(new EventResult.Failed(code(refusal.cause()), refusal.message()));
      } else {
        taken = true;
        results.add(new EventResult.Accepted(event.id));
      }
    }
    if (taken) {
      return new CaptureOutcome.Captured(results);
    }
    return unavailable == null
        ? new CaptureOutcome.Unavailable(false, "the quarantine cannot keep the refused events")
        : new CaptureOutcome.Unavailable(
            unavailable.cause() == AppendResult.Cause.THROTTLED, unavailable.message());
  }

  private static EventResult.ErrorCode code(AppendResult.Cause cause) {
    return switch (cause) {
      case THROTTLED -> EventResult.ErrorCode.THROTTLED;
      case STREAM_ERROR -> EventResult.ErrorCode.STREAM_ERROR;
    };
  }
}
