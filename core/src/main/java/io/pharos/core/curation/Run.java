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
 */
public record Run(
    String id,
    CurationName curation,
    Window window,
    boolean provisional,
    Instant startedAt,
    String location,
    Outcome outcome) {

  /** What an outcome is called. */
  public enum State {
    RUNNING,
    PUBLISHING,
    SUCCEEDED,
    FAILED
  }

  public State state() {
    return outcome.state();
  }

  /** When it ended; empty where it has not. */
  public Optional<Instant> endedAt() {
    return outcome.endedAt();
  }

  /** How many rows its partition has. */
  public long rows() {
    return outcome.counts().rows();
  }

  /** How many of them cannot be looked up. */
  public long unserved() {
    return outcome.counts().unserved();
  }

  public long bytesScanned() {
    return outcome.counts().bytesScanned();
  }

  /** Why it failed, or why rows are not served; empty otherwise. */
  public String message() {
    return outcome.message();
  }

  /** Whether it computed its window well, all data of which was there. */
  public boolean computed() {
    return outcome instanceof Outcome.Succeeded && !provisional;
  }

  /** The same once readers may see rows of it. */
  public Run publishing() {
    return with(new Outcome.Publishing(outcome.counts(), message()));
  }

  /** The same with its rows written. */
  public Run written(long rows, long bytesScanned) {
    return with(outcome.with(new Outcome.Counts(rows, unserved(), bytesScanned)));
  }

  /** The same with rows that are not served, so far. */
  public Run served(long unserved, String why) {
    return with(new Outcome.Publishing(new Outcome.Counts(rows(), unserved, bytesScanned()), why));
  }

  /** The same, ended well. */
  public Run succeeded(Instant at, String said) {
    return with(new Outcome.Succeeded(outcome.counts(), said, at));
  }

  /** The same, failed. */
  public Run failed(Instant at, String why) {
    return with(new Outcome.Failed(outcome.counts(), why, at));
  }

  private Run with(Outcome other) {
    return new Run(id, curation, window, provisional, startedAt, location, other);
  }
}
