package io.pharos.infra.cost;

import io.pharos.core.capture.EventLimits;

/**
 * The load of a warehouse.
 *
 * @param eventBytes of an event as its line in the stream
 * @param batch events a request
 * @param lookupsPerSecond requests for served rows
 * @param tables streaming tables, over which the events spread evenly
 */
record Load(
    double eventsPerSecond,
    int eventBytes,
    int batch,
    double lookupsPerSecond,
    int tables,
    StreamMode streams) {
  private static final double MAX_RATE = 1e9;
  private static final int MAX_TABLES = 10_000;

  Load {
    check(
        eventsPerSecond >= 0 && eventsPerSecond <= MAX_RATE,
        "--events-per-second: a number from 0 to 1,000,000,000");
    check(
        eventBytes >= 1 && eventBytes <= EventLimits.MAX_EVENT_BYTES,
        "--event-bytes: 1 to 262,144, as the beacon takes no more");
    check(
        batch >= 1 && batch <= EventLimits.MAX_EVENTS,
        "--batch: 1 to 500, as the beacon takes no more");
    check(
        (long) batch * eventBytes <= EventLimits.MAX_BODY_BYTES,
        "--batch: so many events of so many bytes are over the 4 MB that a request may have");
    check(
        lookupsPerSecond >= 0 && lookupsPerSecond <= MAX_RATE,
        "--ads-lookups-per-second: a number from 0 to 1,000,000,000");
    check(tables >= 1 && tables <= MAX_TABLES, "--streaming-tables: 1 to 10,000");
  }

  private static void check(boolean right, String message) {
    if (!right) {
      throw new IllegalArgumentException(message);
    }
  }

  /** The most events of this size in a request. */
  static int largestBatch(int eventBytes) {
    return Math.min(EventLimits.MAX_EVENTS, EventLimits.MAX_BODY_BYTES / eventBytes);
  }

  Packing packing() {
    return Packing.of(eventBytes, batch);
  }

  double requestsPerSecond() {
    return eventsPerSecond / batch;
  }

  double recordsPerSecond() {
    return requestsPerSecond() * packing().records();
  }

  double bytesPerSecond() {
    return eventsPerSecond * eventBytes;
  }

  double eventsPerMonth() {
    return eventsPerSecond * Units.SECONDS;
  }

  double requestsPerMonth() {
    return requestsPerSecond() * Units.SECONDS;
  }

  double lookupsPerMonth() {
    return lookupsPerSecond * Units.SECONDS;
  }

  double gigabytesPerMonth() {
    return bytesPerSecond() * Units.SECONDS / Units.GB;
  }

  /** Served keys of a day. */
  double keysPerDay() {
    return eventsPerSecond * 86_400 / Assumption.EVENTS_PER_KEY.value();
  }
}
