package io.pharos.infra.cost;

import io.pharos.core.stream.StreamRecord;

/**
 * The stream records of a request, and their billed units.
 *
 * @param records stream records
 * @param putUnits begun 25 KB, which Kinesis bills
 * @param kilobytes begun KB, which Kinesis bills on demand
 * @param firehoseBytes whole steps of 5 KB, which Firehose bills
 */
record Packing(int records, long putUnits, long kilobytes, double firehoseBytes) {
  private static final long FIREHOSE_STEP = 5 * 1024;

  /** Packs as many events into a record as fit. */
  static Packing of(int eventBytes, int batch) {
    int fitting = Math.clamp(StreamRecord.MAX_BYTES / eventBytes, 1, batch);
    int full = batch / fitting;
    Packing whole = record((long) fitting * eventBytes).times(full);
    int rest = batch % fitting;
    return rest == 0 ? whole : whole.plus(record((long) rest * eventBytes));
  }

  private static Packing record(long bytes) {
    return new Packing(
        1,
        Math.ceilDiv(bytes, StreamRecord.MAX_BYTES),
        Math.ceilDiv(bytes, 1024),
        (double) Math.ceilDiv(bytes, FIREHOSE_STEP) * FIREHOSE_STEP);
  }

  private Packing times(int count) {
    return new Packing(records * count, putUnits * count, kilobytes * count, firehoseBytes * count);
  }

  private Packing plus(Packing other) {
    return new Packing(
        records + other.records,
        putUnits + other.putUnits,
        kilobytes + other.kilobytes,
        firehoseBytes + other.firehoseBytes);
  }
}
