package io.pharos.load.run;

import io.pharos.load.send.Stop;
import io.pharos.load.users.Users;
import java.time.Duration;

/**
 * Makes the users' events when their time has come. A warehouse that cannot keep up slows the users
 * down: the run still ends in time, with fewer events.
 */
final class Pump {
  /** So that batches are sent in time where no event is due. */
  private static final long MAX_PAUSE_NANOS = 50_000_000;

  private final Users users;
  private final Batcher batcher;
  private final Stop stop;
  private final long endNanos;

  Pump(Users users, Batcher batcher, Duration duration, Stop stop) {
    this.users = users;
    this.batcher = batcher;
    this.stop = stop;
    this.endNanos = duration.toNanos();
  }

  /** Runs until the users are done, or the stop. */
  void run() throws InterruptedException {
    long start = System.nanoTime();
    while (!stop.isRequested() && users.nextAt() != Users.NEVER) {
      long now = System.nanoTime() - start;
      if (users.nextAt() <= now) {
        if (isOver(now)) {
          break;
        }
        batcher.add(users.next(), now);
      } else {
        stop.pause(Duration.ofNanos(Math.min(users.nextAt() - now, MAX_PAUSE_NANOS)));
      }
      batcher.flushOld(now);
    }
    batcher.flush();
  }

  /** Users who are behind do not go on for ever. */
  private boolean isOver(long now) {
    return now > endNanos + Users.CLICK_GRACE.toNanos() || (now > endNanos && isBehind(now));
  }

  private boolean isBehind(long now) {
    return users.nextAt() < endNanos && now - users.nextAt() > MAX_PAUSE_NANOS;
  }
}
