package io.pharos.local;

import io.pharos.client.OperationFailed;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.CurationRunner;
import io.pharos.core.curation.run.RunDriver;
import io.pharos.core.curation.run.RunDriver.Driven;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.Definitions;
import io.pharos.core.query.QueryEngine;
import io.pharos.core.window.Window;
import io.pharos.core.window.Windows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs curations, one window after the other: one machine has one engine. Safe for many threads.
 */
public final class CurationDriver implements AutoCloseable {
  private static final long POLL_MILLIS = 10;

  private final RunDriver driver;
  private final Definitions definitions;
  private final Clock clock;
  private final ReentrantLock running = new ReentrantLock(true);
  private volatile boolean closed;

  CurationDriver(CurationRunner runner, QueryEngine engine, Definitions definitions, Clock clock) {
    this.driver = new RunDriver(runner, engine, clock);
    this.definitions = definitions;
    this.clock = clock;
    runner.recover();
  }

  /**
   * Runs a curation by hand.
   *
   * @param name {@code database.curation}
   * @param from first window, such as {@code 2026-11-21}; if empty, the latest closed one
   * @param to last window, inclusive
   */
  public List<Run> run(String name, String from, String to) {
    CurationDefinition curation = curation(definitions, name);
    return run(curation, windows(curation, from, to));
  }

  /** Runs windows in their order; those after a failed one run all the same. */
  public List<Run> run(CurationDefinition curation, List<Window> windows) {
    List<Run> runs = new ArrayList<>();
    for (Window window : windows) {
      runs.add(run(curation, window));
    }
    return runs;
  }

  private Run run(CurationDefinition curation, Window window) {
    running.lock();
    try {
      if (closed) {
        throw OperationFailed.failed("the warehouse is shutting down");
      }
      Driven driven = driver.start(curation, window);
      while (driven instanceof Driven.Waiting) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        driven = driver.advance(driven);
      }
      return driven.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw OperationFailed.failed("the run was interrupted");
    } finally {
      running.unlock();
    }
  }

  /** The curation of a name. */
  static CurationDefinition curation(Definitions definitions, String name) {
    try {
      CurationDefinition curation = definitions.curations().get(CurationName.parse(name));
      if (curation != null) {
        return curation;
      }
    } catch (IllegalArgumentException notAName) {
      // said below
    }
    throw OperationFailed.wrongInput(
        "there is no curation '" + name + "'; those there are: " + names(definitions));
  }

  private static String names(Definitions definitions) {
    return definitions.curations().isEmpty()
        ? "none"
        : String.join(
            ", ", definitions.curations().keySet().stream().map(CurationName::toString).toList());
  }

  private List<Window> windows(CurationDefinition curation, String from, String to) {
    Windows windows = curation.window();
    if (!from.isEmpty()) {
      try {
        return windows.span(from, to.isEmpty() ? from : to);
      } catch (IllegalArgumentException e) {
        throw OperationFailed.wrongInput(String.valueOf(e.getMessage()));
      }
    }
    return windows.latestClosed(clock.instant()).stream().toList();
  }

  /** Waits for the present run. */
  @Override
  public void close() {
    running.lock();
    try {
      closed = true;
    } finally {
      running.unlock();
    }
  }
}
