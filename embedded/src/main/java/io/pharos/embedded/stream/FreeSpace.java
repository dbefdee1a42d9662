package io.pharos.embedded.stream;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Whether the disk has free space, checked at most ten times a second. Used by one thread. */
final class FreeSpace {
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier usableBytes;
  private final long leastBytes;
  private long askedAt;
  private boolean enough;

  FreeSpace(LongSupplier usableBytes, long leastBytes) {
    this.usableBytes = usableBytes;
    this.leastBytes = leastBytes;
    this.askedAt = System.nanoTime() - FRESH_NANOS;
  }

  boolean enough() {
    long now = System.nanoTime();
    if (now - askedAt >= FRESH_NANOS) {
      enough = usableBytes.getAsLong() >= leastBytes;
      askedAt = now;
    }
    return enough;
  }
}
