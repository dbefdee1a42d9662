package io.pharos.local.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The orderly end on a signal: the main thread goes on to its end, files and closes what is open.
 * Who sends a second signal does not want to wait for that.
 */
final class Ending {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  /** What shells add to the number of a signal that ended a process. */
  private static final int SIGNALLED = 128;

  private Ending() {}

  /**
   * From now on the first signal begins the end.
   *
   * @param begin has the main thread go on; called once, in a thread of its own
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
