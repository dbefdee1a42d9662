package io.pharos.core.curation;

import java.time.Instant;
import java.util.Optional;

/** The state of a run, with the facts known by then. */
public sealed interface Outcome {
  /**
   * The outcome of a state.
   *
   * @param endedAt present if the state is final
   */
  static Outcome of(Run.State state, Counts counts, String message, Optional<Instant> endedAt) {
    return switch (state) {
      case RUNNING -> new Running(counts);
      case PUBLISHING -> new Publishing(counts, message);
      case SUCCEEDED -> new Succeeded(counts, message, endedAt.orElseThrow());
      case FAILED -> new Failed(counts, message, endedAt.orElseThrow());
    };
  }

  /** The counts of the rows written so far. */
  Counts counts();

  Run.State state();

  /** This outcome with other counts. */
  Outcome with(Counts other);

  /** When it ended; empty if it has not. */
  default Optional<Instant> endedAt() {
    return Optional.empty();
  }

  /** Why it failed, or why rows are not served; empty otherwise. */
  default String message() {
    return "";
  }

  /**
   * Counts of a run's rows.
   *
   * @param rows of its partition
   * @param unserved how many of them cannot be looked up
   */
  record Counts(long rows, long unserved, long bytesScanned) {
    static final Counts NONE = new Counts(0, 0, 0);
  }

  /** No reader can see any of its rows. */
  record Running(Counts counts) implements Outcome {
    /** The outcome of a new run. */
    public static final Running BEGUN = new Running(Counts.NONE);

    @Override
    public Run.State state() {
      return Run.State.RUNNING;
    }

    @Override
    public Outcome with(Counts other) {
      return new Running(other);
    }
  }

  /**
   * It may have changed served rows.
   *
   * @param message why the first of the unserved rows is not served
   */
  record Publishing(Counts counts, String message) implements Outcome {
    @Override
    public Run.State state() {
      return Run.State.PUBLISHING;
    }

    @Override
    public Outcome with(Counts other) {
      return new Publishing(other, message);
    }
  }

  /** Its window is published. */
  record Succeeded(Counts counts, String message, Instant at) implements Outcome {
    @Override
    public Run.State state() {
      return Run.State.SUCCEEDED;
    }

    @Override
    public Outcome with(Counts other) {
      return new Succeeded(other, message, at);
    }

    @Override
    public Optional<Instant> endedAt() {
      return Optional.of(at);
    }
  }

  /** It failed; the rows published before stay. */
  record Failed(Counts counts, String message, Instant at) implements Outcome {
    @Override
    public Run.State state() {
      return Run.State.FAILED;
    }

    @Override
    public Outcome with(Counts other) {
      return new Failed(other, message, at);
    }

    @Override
    public Optional<Instant> endedAt() {
      return Optional.of(at);
    }
  }
}
