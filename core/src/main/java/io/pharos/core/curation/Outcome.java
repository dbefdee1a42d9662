package io.pharos.core.curation;

import java.time.Instant;
import java.util.Optional;

/** How far a run is, with what is known of it by then. */
public sealed interface Outcome {
  /**
   * The outcome of a state.
   *
   * @param endedAt present where the state is one of an end
   */
  static Outcome of(Run.State state, Counts counts, String message, Optional<Instant> endedAt) {
    return switch (state) {
      case RUNNING -> new Running(counts);
      case PUBLISHING -> new Publishing(counts, message);
      case SUCCEEDED -> new Succeeded(counts, message, endedAt.orElseThrow());
      case FAILED -> new Failed(counts, message, endedAt.orElseThrow());
    };
  }

  /** Of the rows, as far as they are written and looked at. */
  Counts counts();

  Run.State state();

  /** The same with other counts. */
  Outcome with(Counts other);

  /** When it ended; empty where it has not. */
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

  /** Nobody can see anything of it. */
  record Running(Counts counts) implements Outcome {
    /** It has just begun. */
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
   * It may have changed what is served.
   *
   * @param message why the first of the rows that are not served is not
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

  /** It broke off; what is published is that of before. */
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
