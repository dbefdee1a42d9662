package io.pharos.local.cli;

import java.util.concurrent.CountDownLatch;

/**
 * The orderly end on a signal. The JVM would end as soon as its shutdown hooks have, without
 * waiting for the main thread, which files and closes what is open; and with the signal's exit
 * code.
 */
final class Ending {
  private final CountDownLatch done = new CountDownLatch(1);

  private Ending() {}

  /** From now on a signal ends the process once {@link #done} was called, with exit code 0. */
  static Ending watch() {
    Ending ending = new Ending();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("ending").unstarted(ending::await));
    return ending;
  }

  void done() {
    done.countDown();
  }

  private void await() {
    boolean signalled = done.getCount() > 0;
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (signalled) {
      Runtime.getRuntime().halt(0);
    }
  }
}
