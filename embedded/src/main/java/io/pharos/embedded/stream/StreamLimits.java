package io.pharos.embedded.stream;

import java.time.Duration;

/**
 * The limits of a stream.
 *
 * @param segmentBytes a segment is closed at this size
 * @param segmentAge a segment is closed at this age
 * @param pendingBytes the most waiting bytes of a table; further appends are refused as throttled
 * @param freeBytes below this free space all appends are refused, so that the lake writer can
 *     finish
 */
public record StreamLimits(
    long segmentBytes, Duration segmentAge, long pendingBytes, long freeBytes) {
  public static final long DEFAULT_PENDING_BYTES = 32L * 1024 * 1024;
  public static final long DEFAULT_FREE_BYTES = 256L * 1024 * 1024;
}
