package io.pharos.local.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The orderly end on a signal: the main thread continues to its end, which files events and closes
 * resources. A second signal ends the process at once.
 */
final class Ending {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  /** The exit code of a process that a signal ended, less the signal's number. */
  private static final int SIGNALLED = 128;

  private Ending() {}

  /**
   * Begins the end on the first signal from now on.
   *
   * @param begin lets the main thread continue; called once, in its own thread
   */
  static void onSignal(Runnable begin) {
    AtomicBoolean begun = new AtomicBoolean();
    for (String signal : SIGNALS) {
      Signals.handle(
          signal,
          number -> {
            if (begun.compareAndSet(false, true)) {
              begin.run();
            } else {
              System.err.println(
                  "pharos: ended at once; what was acknowledged is kept, and the next start files it");
              Runtime.getRuntime().halt(SIGNALLED + number);
            }
          });
    }
  }
}
