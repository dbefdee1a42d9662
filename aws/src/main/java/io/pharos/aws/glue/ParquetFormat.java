package io.pharos.aws.glue;

/** How Glue says that a table is Parquet. */
final class ParquetFormat {
  static final String INPUT = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat";
  static final String OUTPUT = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat";
  static final String SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

  private ParquetFormat() {}
}
