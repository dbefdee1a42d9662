package io.pharos.load.run;

import io.pharos.load.send.Counts;
import io.pharos.load.users.EventTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Shows how a run goes: a bar that moves on a terminal, else a line now and then. */
final class Progress implements AutoCloseable {
  private static final Duration REDRAW = Duration.ofMillis(200);
  private static final Duration LINE = Duration.ofSeconds(5);
  private static final int WIDTH = 12;
  private static final String CLEAR_LINE = "\r\u001b[K";

  /** A line wider than the terminal is cut: one that wraps could not be drawn over. */
  private static final String WRAP_OFF = "\u001b[?7l";

  private static final String WRAP_ON = "\u001b[?7h";

  private final Live run;
  private final Screen screen;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Progress(Live run, Screen screen) {
    this.run = run;
    this.screen = screen;
    this.thread = Thread.ofVirtual().name("progress").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    Duration pause = screen.terminal() ? REDRAW : LINE;
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        show();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void show() {
    PrintWriter err = screen.err();
    if (screen.terminal()) {
      err.print(CLEAR_LINE + WRAP_OFF + bar() + line() + WRAP_ON);
    } else {
      err.println(line());
    }
    err.flush();
  }

  private String bar() {
    double share = (double) run.elapsed().toNanos() / run.plan().duration().toNanos();
    int done = (int) Math.clamp(share * WIDTH, 0, WIDTH);
    return "[" + "#".repeat(done) + ".".repeat(WIDTH - done) + "] ";
  }

  private String line() {
    Duration elapsed = run.elapsed();
    Counts counts = run.counts();
    long sent = counts.of(EventTable.IMPRESSIONS).sent() + counts.of(EventTable.CLICKS).sent();
    Summary now = new Summary(run.plan(), counts, elapsed);
    return "%d s of %s  %,d events  %,.0f/s  %s"
        .formatted(
            elapsed.toSeconds(),
            Times.seconds(run.plan().duration()),
            sent,
            now.eventsPerSecond(),
            now.latencies());
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (screen.terminal()) {
      screen.err().print(CLEAR_LINE);
      screen.err().flush();
    }
  }
}
