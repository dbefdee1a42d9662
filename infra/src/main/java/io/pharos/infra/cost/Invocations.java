package io.pharos.infra.cost;

/** How often each function is invoked in a month, and how long it runs. */
record Invocations(String function, double count, double seconds, double memoryMegabytes) {
  /** Kinesis passes at most 6 MB to a function, in base64. */
  private static final double KINESIS_BATCH = 4.5 * Units.MB;

  private static final double FIREHOSE_SECONDS = 60;

  static Invocations beacon(Load load) {
    double seconds =
        millis(Assumption.BEACON_MILLIS) + load.batch() * millis(Assumption.BEACON_MILLIS_EVENT);
    return of("beacon", load.requestsPerMonth(), seconds, Assumption.BEACON_MEMORY);
  }

  static Invocations trafficApi(Load load) {
    return of(
        "traffic-api",
        load.lookupsPerMonth(),
        millis(Assumption.TRAFFIC_MILLIS),
        Assumption.TRAFFIC_MEMORY);
  }

  /** A batch of each shard in each window. */
  static Invocations realtimeMetrics(Load load) {
    double count = ofShards(load, new Buffer(Assumption.METRICS_WINDOW.value(), KINESIS_BATCH));
    return batches(
        "realtime-metrics",
        load,
        count,
        millis(Assumption.METRICS_MILLIS),
        millis(Assumption.METRICS_MILLIS_EVENT),
        Assumption.METRICS_MEMORY);
  }

  static Invocations preprocessor(Load load) {
    double count =
        ofShards(
            load, new Buffer(FIREHOSE_SECONDS, Assumption.PREPROCESSOR_BUFFER.value() * Units.MB));
    return batches(
        "preprocessor",
        load,
        count,
        millis(Assumption.PREPROCESSOR_MILLIS),
        millis(Assumption.PREPROCESSOR_MILLIS_EVENT),
        Assumption.PREPROCESSOR_MEMORY);
  }

  static Invocations partitioner(Load load) {
    return of(
        "partitioner",
        Units.HOURS,
        load.tables() * Assumption.PARTITIONER_SECONDS.value(),
        Assumption.PARTITIONER_MEMORY);
  }

  static Invocations curation(Load load) {
    double steps = CurationRuns.steps(load);
    double rows = CurationRuns.servedRows(load) * millis(Assumption.CURATION_MILLIS_ROW);
    return of(
        "curation",
        steps,
        Assumption.CURATION_SECONDS.value() + rows / steps,
        Assumption.CURATION_MEMORY);
  }

  double gigabyteSeconds() {
    return count * seconds * memoryMegabytes / 1024;
  }

  private static double ofShards(Load load, Buffer buffer) {
    int shards = KinesisCost.shards(load);
    return shards
        * buffer.perMonth(load.recordsPerSecond() / shards, load.bytesPerSecond() / shards);
  }

  private static Invocations batches(
      String function, Load load, double count, double base, double event, Assumption memory) {
    double events = count == 0 ? 0 : load.eventsPerMonth() / count;
    return of(function, count, base + events * event, memory);
  }

  private static Invocations of(String function, double count, double seconds, Assumption memory) {
    return new Invocations(function, count, seconds, memory.value());
  }

  private static double millis(Assumption time) {
    return time.value() / 1000;
  }
}
