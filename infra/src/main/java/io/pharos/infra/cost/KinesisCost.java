package io.pharos.infra.cost;

import io.pharos.infra.warehouse.Shard;
import java.util.List;

/** A stream a table: by shards, or on demand. */
final class KinesisCost implements ServiceCost {
  /** The capacity of a new stream on demand. */
  private static final int ON_DEMAND_SHARDS = 4;

  /** Firehose and realtime-metrics. */
  private static final int READERS = 2;

  /** Default quota of an account in us-east-1. */
  private static final double SHARD_QUOTA = 20_000;

  /** Of all streams together. */
  static int shards(Load load) {
    double used = load.eventsPerSecond() / load.tables() / ofShard(load);
    int needed = (int) Math.ceil(used / Assumption.SHARD_USE.value());
    int least = load.streams() == StreamMode.ON_DEMAND ? ON_DEMAND_SHARDS : 1;
    return load.tables() * Math.max(least, needed);
  }

  /** Events a second that a shard takes. */
  private static double ofShard(Load load) {
    double byRecords = (double) Shard.RECORDS_PER_SECOND * load.batch() / load.packing().records();
    return Math.min(byRecords, (double) Shard.BYTES_PER_SECOND / load.eventBytes());
  }

  @Override
  public List<Charge> charges(Load load) {
    return switch (load.streams()) {
      case SHARDS ->
          List.of(
              new Charge(
                  Service.KINESIS, "shards", "kinesis.shard-hours", shards(load) * Units.HOURS),
              new Charge(
                  Service.KINESIS,
                  "records",
                  "kinesis.put-units",
                  load.requestsPerMonth() * load.packing().putUnits()));
      case ON_DEMAND ->
          List.of(
              new Charge(
                  Service.KINESIS,
                  "streams",
                  "kinesis.on-demand.stream-hours",
                  load.tables() * Units.HOURS),
              new Charge(
                  Service.KINESIS,
                  "in",
                  "kinesis.on-demand.gb-in",
                  load.requestsPerMonth() * load.packing().kilobytes() * Units.KB / Units.GB),
              new Charge(
                  Service.KINESIS,
                  "out",
                  "kinesis.on-demand.gb-out",
                  load.gigabytesPerMonth() * READERS));
    };
  }

  @Override
  public List<Limit> limits(Load load) {
    return switch (load.streams()) {
      case SHARDS ->
          List.of(
              new Limit(
                  Service.KINESIS,
                  "1 shard a table, as shipped",
                  ofShard(load) * load.tables(),
                  "stream: {shards: ..} in the table's file"),
              new Limit(
                  Service.KINESIS,
                  "20,000 shards an account",
                  SHARD_QUOTA * ofShard(load) * Assumption.SHARD_USE.value(),
                  "the account's quota of shards"));
      case ON_DEMAND ->
          List.of(
              new Limit(
                  Service.KINESIS,
                  "a new stream on demand",
                  ON_DEMAND_SHARDS * ofShard(load) * load.tables(),
                  "nothing: it grows to twice its last peak within minutes"));
    };
  }
}
