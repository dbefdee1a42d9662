package io.pharos.infra.cost;

/**
 * What hands on what it holds after a time or a size, whichever comes first.
 *
 * @param seconds after which it does
 * @param bytes at which it does
 */
record Buffer(double seconds, double bytes) {
  /** Hand-overs a month of one that takes in so much; none while nothing comes in. */
  double perMonth(double recordsPerSecond, double bytesPerSecond) {
    double filled = Math.max(1, bytesPerSecond * seconds / bytes);
    return Math.min(recordsPerSecond * seconds, filled) * Units.SECONDS / seconds;
  }
}
