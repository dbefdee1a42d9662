package io.pharos.core.curation;

import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a curation for one window.
 *
 * @param id sorts by start: a UUIDv7
 * @param provisional the window was still open, or its data not all there, when it ran
 * @param location the folder of its rows
 * @param message why it failed; empty otherwise
 */
public record Run(
    String id,
    TableName curation,
    Window window,
    State state,
    boolean provisional,
    Instant startedAt,
    Optional<Instant> endedAt,
    String location,
    long rows,
    long bytesScanned,
    String message) {

  /** How far a run is. A run in {@code PUBLISHING} may have changed what is served. */
  public enum State {
    RUNNING,
    PUBLISHING,
    SUCCEEDED,
    FAILED
  }

  Run in(State other) {
    return new Run(
        id,
        curation,
        window,
        other,
        provisional,
        startedAt,
        endedAt,
        location,
        rows,
        bytesScanned,
        message);
  }

  Run written(long writtenRows, long scanned) {
    return new Run(
        id,
        curation,
        window,
        state,
        provisional,
        startedAt,
        endedAt,
        location,
        writtenRows,
        scanned,
        message);
  }

  Run ended(State how, Instant at, String why) {
    return new Run(
        id,
        curation,
        window,
        how,
        provisional,
        startedAt,
        Optional.of(at),
        location,
        rows,
        bytesScanned,
        why);
  }
}
