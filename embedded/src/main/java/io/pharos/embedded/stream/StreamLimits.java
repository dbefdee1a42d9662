package io.pharos.embedded.stream;

import java.time.Duration;

/**
 * What the stream may use.
 *
 * @param segmentBytes a segment is closed at this size
 * @param segmentAge a segment is closed at this age
 * @param pendingBytes appends that wait beyond it are refused as throttled, per table
 * @param freeBytes below this much free space nothing is taken, so that the lake writer can finish
 */
public record StreamLimits(
    long segmentBytes, Duration segmentAge, long pendingBytes, long freeBytes) {
  public static final long DEFAULT_PENDING_BYTES = 32L * 1024 * 1024;
  public static final long DEFAULT_FREE_BYTES = 256L * 1024 * 1024;
}
