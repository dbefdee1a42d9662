package io.pharos.local.web;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What the body of one request takes of the heap that all share, from before it is read until
 * neither its request nor what keeps its events needs it. Safe for many threads.
 */
final class BodyCharge {
  private final AtomicLong taken;
  private final long budget;
  private long bytes;
  private int holders = 1;

  BodyCharge(AtomicLong taken, long budget) {
    this.taken = taken;
    this.budget = budget;
  }

  /** Takes more; nothing where there is no room for all of it. */
  synchronized boolean grow(long more) {
    if (holders == 0) {
      return false; // its request broke off
    }
    if (taken.addAndGet(more) > budget) {
      taken.addAndGet(-more);
      return false;
    }
    bytes += more;
    return true;
  }

  /** One more needs it: the request was the first, and may be gone. */
  synchronized void hold() {
    if (holders == 0) {
      taken.addAndGet(bytes);
    }
    holders++;
  }

  /** Gives all of it back with the last that needs it. */
  synchronized void release() {
    holders--;
    if (holders == 0) {
      taken.addAndGet(-bytes);
    }
  }
}
