package io.pharos.infra.cost;

/**
 * A buffer that is passed on after a time or at a size, whichever comes first.
 *
 * @param seconds the longest time
 * @param bytes the size
 */
record Buffer(double seconds, double bytes) {
  /** How often it is passed on in a month at this rate; never without input. */
  double perMonth(double recordsPerSecond, double bytesPerSecond) {
    double filled = Math.max(1, bytesPerSecond * seconds / bytes);
    return Math.min(recordsPerSecond * seconds, filled) * Units.SECONDS / seconds;
  }
}
