package io.pharos.load.users;

import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The events of all users in the order of their time. What happens depends on the behaviour alone,
 * not on how fast it is asked for: the same seed makes the same ads, ids and clicks. Not
 * thread-safe.
 */
public final class Users {
  /** How long after the last impression its clicks are still made. */
  public static final Duration CLICK_GRACE = Duration.ofSeconds(5);

  /** What {@link #nextAt} says when all is over. */
  public static final long NEVER = Long.MAX_VALUE;

  private static final long MIN_VIEW_NANOS = 1_000_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Behaviour behaviour;
  private final long startMillis;
  private final long endNanos;
  private final RandomGenerator random;
  private final List<String> ads;
  private final PriorityQueue<Due> queue;
  private long made;

  /**
   * What comes next of one user.
   *
   * @param order tells apart what is due at the same time
   * @param shown the impression that is clicked; null where the next ad is viewed
   */
  private record Due(long at, long order, Event.@Nullable Impression shown)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  /**
   * @param startMillis the time of the first event, milliseconds since 1970
   * @param duration after which no further ad is viewed
   */
  public Users(Behaviour behaviour, long startMillis, Duration duration) {
    this.behaviour = behaviour;
    this.startMillis = startMillis;
    this.endNanos = duration.toNanos();
    this.random = new SplittableRandom(behaviour.seed());
    this.ads =
        Stream.generate(() -> RandomIds.next(random)).limit(behaviour.ads()).distinct().toList();
    this.queue = new PriorityQueue<>(behaviour.users());
    long meanView = behaviour.view().mean().toNanos();
    for (int user = 0; user < behaviour.users(); user++) {
      view(random.nextLong(meanView)); // so that users do not all begin at once
    }
  }

  /** When the next event is due, nanoseconds after the start; {@link #NEVER} at the end. */
  public long nextAt() {
    Due due = queue.peek();
    return due == null ? NEVER : due.at();
  }

  /** The next event; what follows from it is due later. */
  public Event next() {
    Due due = queue.poll();
    if (due == null) {
      throw new NoSuchElementException("all users are done");
    }
    Event.Impression shown = due.shown();
    return shown == null ? impression(due.at()) : click(due.at(), shown);
  }

  /** From now on no further ad is viewed; those that were shown are still clicked. */
  public void leave() {
    queue.removeIf(due -> due.shown() == null);
  }

  private Event impression(long at) {
    String ad = ads.get(random.nextInt(ads.size()));
    Event.Impression shown = new Event.Impression(RandomIds.next(random), ad, millis(at));
    if (random.nextDouble() < behaviour.clickthroughRate()) {
      consider(at, shown);
    }
    view(at + Math.max(MIN_VIEW_NANOS, behaviour.view().draw(random)));
    return shown;
  }

  private Event click(long at, Event.Impression shown) {
    return new Event.Click(RandomIds.next(random), shown.id(), shown.adId(), millis(at));
  }

  private void consider(long at, Event.Impression shown) {
    long clickAt = at + behaviour.consider().draw(random);
    if (clickAt < endNanos + CLICK_GRACE.toNanos()) {
      queue.add(new Due(clickAt, made++, shown));
    }
  }

  private void view(long at) {
    if (at < endNanos) {
      queue.add(new Due(at, made++, null));
    }
  }

  private long millis(long at) {
    return startMillis + at / NANOS_PER_MILLI;
  }
}
