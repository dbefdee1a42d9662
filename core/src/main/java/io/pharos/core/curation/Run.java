package io.pharos.core.curation;

import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution of a curation for one window.
 *
 * @param id sorts by start: a UUIDv7
 * @param provisional the window was still open, or its data incomplete, when it ran
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

  /** The name of an outcome. */
  public enum State {
    RUNNING,
    PUBLISHING,
    SUCCEEDED,
    FAILED
  }

  public State state() {
    return outcome.state();
  }

  /** When it ended; empty if it has not. */
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

  /** Whether it computed its window successfully from complete data. */
  public boolean computed() {
    return outcome instanceof Outcome.Succeeded && !provisional;
  }

  /** This run once readers may see its rows. */
  public Run publishing() {
    return with(new Outcome.Publishing(outcome.counts(), message()));
  }

  /** This run with its rows written. */
  public Run written(long rows, long bytesScanned) {
    return with(outcome.with(new Outcome.Counts(rows, unserved(), bytesScanned)));
  }

  /** This run with the rows that are not served, so far. */
  public Run served(long unserved, String why) {
    return with(new Outcome.Publishing(new Outcome.Counts(rows(), unserved, bytesScanned()), why));
  }

  /** This run, succeeded. */
  public Run succeeded(Instant at, String said) {
    return with(new Outcome.Succeeded(outcome.counts(), said, at));
  }

  /** This run, failed. */
  public Run failed(Instant at, String why) {
    return with(new Outcome.Failed(outcome.counts(), why, at));
  }

  private Run with(Outcome other) {
    return new Run(id, curation, window, provisional, startedAt, location, other);
  }
}
