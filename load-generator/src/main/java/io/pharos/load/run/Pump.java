package io.pharos.load.run;

import io.pharos.load.send.Stop;
import io.pharos.load.users.Users;
import java.time.Duration;

/**
 * Makes the users' events when their time has come. A warehouse that cannot keep up makes them
 * late; where they are too late at the end of the run, users leave before they have seen all their
 * ads.
 */
final class Pump {
  /** So that batches are sent in time where no event is due. */
  private static final long MAX_PAUSE_NANOS = 50_000_000;

  /** A shorter delay, such as a busy machine causes, is made up for after the end. */
  private static final long MAX_DELAY_NANOS = 2_000_000_000;

  private final Users users;
  private final Batcher batcher;
  private final Stop stop;
  private final long endNanos;
  private final long lastNanos;

  Pump(Users users, Batcher batcher, Duration duration, Stop stop) {
    this.users = users;
    this.batcher = batcher;
    this.stop = stop;
    this.endNanos = duration.toNanos();
    this.lastNanos = endNanos + Users.CLICK_GRACE.toNanos();
  }

  /** Runs until the users are done, or the stop. */
  void run() throws InterruptedException {
    long start = System.nanoTime();
    long now = 0;
    boolean left = false;
    while (!stop.isRequested() && users.nextAt() != Users.NEVER && now <= lastNanos) {
      now = System.nanoTime() - start;
      if (!left && now > endNanos && now - users.nextAt() > MAX_DELAY_NANOS) {
        users.leave();
        left = true;
      } else if (users.nextAt() <= now) {
        batcher.add(users.next(), now);
      } else {
        stop.pause(Duration.ofNanos(Math.min(users.nextAt() - now, MAX_PAUSE_NANOS)));
      }
      batcher.flushOld(now);
    }
    batcher.flush();
  }
}
