package io.pharos.load.run;

import java.time.Duration;

/** Times as people read them. */
public final class Times {
  private Times() {}

  /** Such as {@code 1.2 ms}, or {@code 35 ms} where a fraction says nothing. */
  static String millis(Duration time) {
    double millis = time.toNanos() / 1e6;
    return (millis < 10 ? "%.1f ms" : "%,.0f ms").formatted(millis);
  }

  /** Such as {@code 20 s}. */
  public static String seconds(Duration time) {
    long millis = time.toMillis();
    return millis % 1_000 == 0
        ? "%,d s".formatted(millis / 1_000)
        : "%.1f s".formatted(millis / 1e3);
  }
}
