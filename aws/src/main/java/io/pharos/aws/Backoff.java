package io.pharos.aws;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Pauses between attempts at the part of a batch that a service did not accept: growing, with
 * jitter, and never beyond the time that is left.
 */
public final class Backoff {
  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  /** The longest time of a call with all its own attempts. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(6);

  /** The shortest time that is enough for a call. */
  private static final Duration SHORTEST_CALL = Duration.ofSeconds(1);

  private final Supplier<Duration> left;
  private final int attempts;

  /**
   * @param left the time left for pauses and attempts; none if zero or less
   * @param attempts the most attempts
   */
  public Backoff(Supplier<Duration> left, int attempts) {
    this.left = left;
    this.attempts = attempts;
  }

  /** Whether any time is left. */
  public boolean hasTime() {
    return left.get().isPositive();
  }

  /** Limits a call to the time that is left. */
  public AwsRequestOverrideConfiguration withinTheTimeLeft() {
    Duration time = left.get();
    Duration most = time.compareTo(LONGEST_CALL) < 0 ? time : LONGEST_CALL;
    return AwsRequestOverrideConfiguration.builder()
        .apiCallTimeout(most.compareTo(SHORTEST_CALL) < 0 ? SHORTEST_CALL : most)
        .build();
  }

  /**
   * Pauses after an attempt.
   *
   * @param attempt counts from 1
   * @return whether to make another
   */
  public boolean pause(int attempt) {
    if (attempt >= attempts) {
      return false;
    }
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, 10));
    long millis = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    if (left.get().toMillis() <= millis) {
      return false;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
