package io.pharos.conformance;

import java.util.List;
import java.util.Random;

/** What chance decides, the same for the same seed. */
final class Choices {
  private final Random random;

  Choices(long seed) {
    this.random = new Random(seed);
  }

  boolean in(int percent) {
    return random.nextInt(100) < percent;
  }

  /** From the least up to the most. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T of(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  @SafeVarargs
  final <T> T any(T... items) {
    return items[random.nextInt(items.length)];
  }

  /** Four times of five from the first half. */
  <T> T plain(List<T> items) {
    return in(80) ? of(items.subList(0, (items.size() + 1) / 2)) : of(items);
  }
}
