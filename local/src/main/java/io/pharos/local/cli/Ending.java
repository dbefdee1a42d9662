package io.pharos.local.cli;

import java.util.concurrent.CompletableFuture;

/**
 * The orderly end on a signal. The JVM would end as soon as its shutdown hooks have, without
 * waiting for the main thread, which files and closes what is open; and with the signal's exit
 * code.
 */
final class Ending {
  private static final CompletableFuture<Integer> CODE = new CompletableFuture<>();

  private Ending() {}

  /** From now on a signal ends the process once {@link #done} was called, with the code given. */
  static void watch() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("ending").unstarted(Ending::end));
  }

  /** All is done and said. */
  static void done(int code) {
    CODE.complete(code);
  }

  private static void end() {
    boolean signalled = !CODE.isDone();
    int code = CODE.join();
    if (signalled) {
      Runtime.getRuntime().halt(code);
    }
  }
}
