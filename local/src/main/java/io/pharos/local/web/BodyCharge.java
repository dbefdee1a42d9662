package io.pharos.local.web;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The share of one request's body in the common heap, from before it is read until neither the
 * request nor the storage of its events needs it. Safe for many threads.
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

  /** Takes more, or nothing if there is no room for all of it. */
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

  /** Adds a user of the charge; the request is the first, and may have ended. */
  synchronized void hold() {
    if (holders == 0) {
      taken.addAndGet(bytes);
    }
    holders++;
  }

  /** Removes a user; the last one gives the whole charge back. */
  synchronized void release() {
    holders--;
    if (holders == 0) {
      taken.addAndGet(-bytes);
    }
  }
}
