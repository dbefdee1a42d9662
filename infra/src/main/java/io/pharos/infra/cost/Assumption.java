package io.pharos.infra.cost;

/** The assumptions of the bill beyond the warehouse's files. None was measured on AWS. */
enum Assumption {
  BEACON_MEMORY(256, "MB", "native, arm64"),
  BEACON_MILLIS(10, "ms", "a request: Kinesis' answer; starts are rare and left out"),
  BEACON_MILLIS_EVENT(0.02, "ms", "an event more"),
  TRAFFIC_MEMORY(256, "MB", "native, arm64"),
  TRAFFIC_MILLIS(10, "ms", "a look-up: DynamoDB's answer"),
  METRICS_MEMORY(256, "MB", "native, arm64"),
  METRICS_MILLIS(60, "ms", "a batch: CloudWatch's answer"),
  METRICS_MILLIS_EVENT(0.01, "ms", "an event"),
  METRICS_WINDOW(60, "s", "batching window, or 4.5 MB"),
  PREPROCESSOR_MEMORY(512, "MB", "native, arm64"),
  PREPROCESSOR_MILLIS(50, "ms", "a batch"),
  PREPROCESSOR_MILLIS_EVENT(0.01, "ms", "an event"),
  PREPROCESSOR_BUFFER(1, "MB", "Firehose hands over 1 MB, or what came in 60 s"),
  PARTITIONER_MEMORY(256, "MB", "native, arm64"),
  PARTITIONER_SECONDS(2, "s", "a table and hour"),
  CURATION_MEMORY(512, "MB", "native, arm64"),
  CURATION_SECONDS(1, "s", "a step"),
  CURATION_MILLIS_ROW(0.4, "ms", "a row that is served: 25 a write of 10 ms"),
  SHARD_USE(0.7, "of a shard", "used when another is added; events spread evenly over the tables"),
  QUARANTINED(0.001, "of the events", "refused"),
  LAKE_SIZE(0.35, "of the JSON", "Parquet with Snappy (0.19 measured with DuckDB on the example)"),
  CURATED_SIZE(0.35, "of the JSON", "what the curations write"),
  RAW_SIZE(0.3, "of the JSON", "gzip (0.23 measured on the example)"),
  KEPT_MONTHS(1, "month", "lake, raw, quarantine and served rows; each month more adds as much"),
  SCANS(2, "curations", "read each event; as many as tables, all of a pair of tables"),
  WINDOWS(4, "windows", "each curation and day: one day, and restate: 3"),
  SCANNED_HOURS(248, "hours", "of arrival, each curation and day: 26 + 50 + 74 + 98"),
  SMALL_QUERIES(1, "queries", "each run beside the CTAS, for rows that are served: 10 MB each"),
  OUTPUT_FILES(10, "files", "a run"),
  EVENTS_PER_KEY(1000, "events", "a day for each key that is served"),
  SERVED_BYTES(200, "bytes", "a row that is served"),
  PARTITIONS_KEPT(8760, "partitions", "each table: a year of hours"),
  LOG_BYTES(301, "bytes", "an invocation: a count of 275, and 26 a line"),
  ACCESS_LOG_BYTES(280, "bytes", "a request: a line of 254, and 26"),
  LOG_KEPT(0.15, "GB-months", "each GB of logs: 30 days, compressed"),
  ALARMS(27, "metrics", "that alarms of the stack look at, one of them of what is looked up"),
  ALARMS_TABLE(
      5, "metrics", "that alarms of a table look at; 2 fewer where its stream is on demand"),
  METRICS_ACTIVE(4, "counts", "a table and the stack, while events come"),
  KINESIS_KEY_REQUESTS(26_000, "requests", "to KMS, each stream and month: its stated maximum"),
  ANSWER_BYTES(300, "bytes", "out for a request: headers; 75 more an event"),
  LOOKUP_BYTES(1300, "bytes", "out for a look-up"),
  CURATION_ROWS(2e9, "rows", "that one window may hold for Athena to sort them");

  private final double value;
  private final String unit;
  private final String about;

  Assumption(double value, String unit, String about) {
    this.value = value;
    this.unit = unit;
    this.about = about;
  }

  double value() {
    return value;
  }

  String unit() {
    return unit;
  }

  String about() {
    return about;
  }
}
