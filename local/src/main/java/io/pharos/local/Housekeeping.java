package io.pharos.local;

import io.pharos.core.curation.CurationSchedule;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The scheduled work of a running warehouse. */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final Duration CURATIONS = Duration.ofSeconds(1);
  private static final Duration PARTITIONS = Duration.ofMinutes(1);
  private static final Duration TIDY = Duration.ofMinutes(5);

  private final Warehouse warehouse;
  private final CurationSchedule schedule;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().name("housekeeping-", 0).daemon().factory());

  public Housekeeping(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.schedule = warehouse.schedule();
  }

  /** Starts the schedules. */
  public void start() {
    schedule.see();
    every(CURATIONS, this::runDueCurations);
    every(PARTITIONS, warehouse::registerPartitions);
    every(TIDY, warehouse::tidy);
  }

  private void every(Duration pause, Runnable task) {
    var _ = // it ends with its executor
        threads.scheduleWithFixedDelay(
            () -> {
              try {
                task.run();
              } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "housekeeping failed, will be tried again", e);
              }
            },
            pause.toMillis(),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void runDueCurations() {
    schedule.due().forEach(due -> warehouse.curations().run(due.curation(), due.windows()));
  }

  /** Stops the schedules and waits for the present work. */
  @Override
  public void close() {
    threads.close();
  }
}
