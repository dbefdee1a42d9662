package io.pharos.core.curation;

import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
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
    CurationName curation,
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

  /** Whether it computed its window well, all data of which was there. */
  public boolean computed() {
    return state == State.SUCCEEDED && !provisional;
  }

  /** The same once readers may see rows of it. */
  public Run publishing() {
    return with(State.PUBLISHING, endedAt, rows, unserved, bytesScanned, message);
  }

  /** The same with its rows written. */
  public Run written(long writtenRows, long scanned) {
    return with(state, endedAt, writtenRows, unserved, scanned, message);
  }

  /** The same with rows that are not served, so far. */
  public Run served(long left, String why) {
    return with(state, endedAt, rows, left, bytesScanned, why);
  }

  /** The same, ended well. */
  public Run succeeded(Instant at, String said) {
    return with(State.SUCCEEDED, Optional.of(at), rows, unserved, bytesScanned, said);
  }

  /** The same, failed. */
  public Run failed(Instant at, String why) {
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
