package io.pharos.load.users;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A time that differs from case to case: gaussian around its mean, never negative.
 *
 * @param deviation the standard deviation; zero for always the same time
 */
public record Spread(Duration mean, Duration deviation) {
  public Spread {
    if (mean.isNegative() || deviation.isNegative()) {
      throw new IllegalArgumentException("times cannot be negative");
    }
  }

  /** One case, in nanoseconds. */
  long draw(RandomGenerator random) {
    if (deviation.isZero()) {
      return mean.toNanos();
    }
    return Math.max(
        0, (long) random.nextGaussian((double) mean.toNanos(), (double) deviation.toNanos()));
  }

  /** The same, slower. */
  Spread times(double factor) {
    return new Spread(
        Duration.ofNanos((long) (mean.toNanos() * factor)),
        Duration.ofNanos((long) (deviation.toNanos() * factor)));
  }
}
