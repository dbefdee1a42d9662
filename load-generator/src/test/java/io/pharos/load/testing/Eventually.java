package io.pharos.load.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread or process will do. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofMinutes(5); // only what hangs runs into it
  private static final Duration POLL = Duration.ofMillis(20);

  private Eventually() {}

  public static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError("waited in vain for: " + what);
      }
      Thread.sleep(POLL);
    }
  }
}
