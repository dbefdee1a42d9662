package io.pharos.load.users;

import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs (version 4) from a random source of one's own, so that a seed repeats them. */
final class RandomIds {
  private static final long VERSION_4 = 0x4000L;
  private static final long VERSION_BITS = 0xF000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private RandomIds() {}

  static String next(RandomGenerator random) {
    long high = (random.nextLong() & ~VERSION_BITS) | VERSION_4;
    long low = (random.nextLong() >>> 2) | VARIANT;
    return new UUID(high, low).toString();
  }
}
