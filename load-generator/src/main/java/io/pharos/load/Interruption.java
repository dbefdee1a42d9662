package io.pharos.load;

import io.pharos.load.send.Stop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ctrl-C ends a command instead of cutting it off: the command is asked to stop, and its exit code
 * is the process's. The JVM's own answer to the signal would be code 130, at once.
 */
final class Interruption {
  /** Longer than any command takes to end once it is asked to. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AtomicInteger code = new AtomicInteger(Main.FAILED);
  private final CountDownLatch ended = new CountDownLatch(1);

  private Interruption() {}

  static Interruption listen(Stop stop) {
    Interruption interruption = new Interruption();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> interruption.stop(stop)));
    return interruption;
  }

  /** The command has ended by itself or because it was asked to. */
  void ended(int exitCode) {
    code.set(exitCode);
    ended.countDown();
  }

  private void stop(Stop stop) {
    if (ended.getCount() == 0) {
      return; // the process is ending already
    }
    stop.request();
    try {
      boolean ignored = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(code.get());
  }
}
