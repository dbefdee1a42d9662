package io.pharos.load.users;

/**
 * What simulated users do: each views an ad, clicks it or not, and views the next.
 *
 * @param clickthroughRate the probability that an ad shown is clicked, 0 to 1
 * @param view how long an ad is viewed
 * @param consider how long after an ad appears it is clicked
 * @param seed of all that is random: ads, ids, times, clicks
 */
public record Behaviour(
    int users, int ads, double clickthroughRate, Spread view, Spread consider, long seed) {
  public static final int MAX_USERS = 5_000_000;
  public static final int MAX_ADS = 1_000_000;

  public Behaviour {
    inRange("users", users, MAX_USERS);
    inRange("ads", ads, MAX_ADS);
    if (!(clickthroughRate >= 0 && clickthroughRate <= 1)) {
      throw new IllegalArgumentException(
          "the click-through rate is a number from 0 to 1, not " + clickthroughRate);
    }
    if (view.mean().toMillis() < 1) {
      throw new IllegalArgumentException("an ad is viewed for at least a millisecond");
    }
  }

  private static void inRange(String what, int value, int max) {
    if (value < 1 || value > max) {
      throw new IllegalArgumentException("%s: 1 to %,d, not %,d".formatted(what, max, value));
    }
  }

  /** Impressions and clicks that all users make together in a second, on average. */
  public double eventsPerSecond() {
    return users * (1 + clickthroughRate) / (view.mean().toNanos() / 1e9);
  }

  /** The same users, made slow enough for a rate of events. */
  public Behaviour atMost(double eventsPerSecond) {
    if (!(eventsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "the rate is a number of events per second above 0, not " + eventsPerSecond);
    }
    double factor = Math.max(1, eventsPerSecond() / eventsPerSecond);
    return new Behaviour(users, ads, clickthroughRate, view.times(factor), consider, seed);
  }
}
