package io.pharos.infra.warehouse;

/**
 * The capacity of one shard of a Kinesis stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html">Quotas
 *     and limits</a>
 */
public final class Shard {
  public static final int RECORDS_PER_SECOND = 1_000;

  /** 1 MB: Kinesis means 1,024 times 1,024 bytes. */
  public static final int BYTES_PER_SECOND = 1024 * 1024;

  private Shard() {}
}
