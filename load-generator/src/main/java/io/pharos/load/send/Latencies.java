package io.pharos.load.send;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long requests took, counted in buckets that grow with the value: 32 for each doubling, so
 * that a percentile is at most 1/32 (3%) above the truth, from a microsecond to about an hour.
 * Thread-safe.
 */
public final class Latencies {
  private static final int BITS = 5;
  private static final int PER_OCTAVE = 1 << BITS;
  private static final int OCTAVES = 28;
  private static final long MAX_MICROS = (1L << (BITS + OCTAVES - 1)) - 1;

  private final AtomicLongArray buckets = new AtomicLongArray(PER_OCTAVE * OCTAVES);
  private final AtomicLong max = new AtomicLong();

  public void record(Duration latency) {
    long micros = Math.clamp(latency.toNanos() / 1_000, 0, MAX_MICROS);
    buckets.incrementAndGet(bucket(micros));
    max.accumulateAndGet(micros, Math::max);
  }

  /**
   * The time that a share of all requests did not exceed; zero without a request.
   *
   * @param percent above 0, up to 100
   */
  public Duration percentile(double percent) {
    long all = 0;
    for (int i = 0; i < buckets.length(); i++) {
      all += buckets.get(i);
    }
    long rank = Math.max(1, (long) Math.ceil(all * percent / 100));
    long seen = 0;
    for (int i = 0; i < buckets.length(); i++) {
      seen += buckets.get(i);
      if (seen >= rank) {
        return micros(Math.min(highest(i), max.get()));
      }
    }
    return Duration.ZERO;
  }

  public Duration max() {
    return micros(max.get());
  }

  /** Values below 32 have a bucket each; above, the five bits behind the highest tell. */
  private static int bucket(long micros) {
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(micros) - BITS - 1);
    return (shift << BITS) + (int) (micros >>> shift);
  }

  /** The largest value of a bucket. */
  private static long highest(int bucket) {
    int shift = Math.max(0, (bucket >> BITS) - 1);
    long mantissa = bucket - ((long) shift << BITS);
    return ((mantissa + 1) << shift) - 1;
  }

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }
}
