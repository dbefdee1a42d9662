package io.pharos.load.run;

import io.pharos.load.send.Counts;
import java.time.Duration;

/** A run that goes on. */
record Live(Plan plan, Counts counts, long startNanos) {
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
