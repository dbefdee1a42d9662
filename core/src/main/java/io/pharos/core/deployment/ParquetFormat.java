package io.pharos.core.deployment;

/** The classes by which Glue's catalog knows that a table is Parquet. */
public final class ParquetFormat {
  public static final String INPUT =
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";

  public static final String OUTPUT =
      "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";

  public static final String SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

  private ParquetFormat() {}
}
