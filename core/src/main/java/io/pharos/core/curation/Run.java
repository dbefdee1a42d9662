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
 * @param rows of its partition
 * @param unserved how many of them cannot be looked up
 * @param message why it failed, or why rows are not served; empty otherwise
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
    long unserved,
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
    return with(other, endedAt, rows, unserved, bytesScanned, message);
  }

  Run written(long writtenRows, long scanned) {
    return with(state, endedAt, writtenRows, unserved, scanned, message);
  }

  Run served(LeftOut leftOut) {
    return with(state, endedAt, rows, leftOut.rows(), bytesScanned, leftOut.message());
  }

  Run succeeded(Instant at) {
    return with(State.SUCCEEDED, Optional.of(at), rows, unserved, bytesScanned, message);
  }

  Run failed(Instant at, String why) {
    return with(State.FAILED, Optional.of(at), rows, unserved, bytesScanned, why);
  }

  private Run with(
      State how, Optional<Instant> end, long written, long left, long scanned, String said) {
    return new Run(
        id,
        curation,
        window,
        how,
        provisional,
        startedAt,
        end,
        location,
        written,
        left,
        scanned,
        said);
  }
}
