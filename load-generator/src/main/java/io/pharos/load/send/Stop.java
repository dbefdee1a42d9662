package io.pharos.load.send;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Says that the user has had enough; asked once, it stays. Thread-safe. */
public final class Stop {
  private final CountDownLatch requested = new CountDownLatch(1);

  public void request() {
    requested.countDown();
  }

  public boolean isRequested() {
    return requested.getCount() == 0;
  }

  /** Waits for a time, or until it is requested. */
  public void pause(Duration time) throws InterruptedException {
    boolean ignored = requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
