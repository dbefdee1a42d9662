package io.pharos.infra.warehouse;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.ParquetFormat;
import io.pharos.core.lake.LakeLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.glue.CfnTable.ColumnProperty;
import software.amazon.awscdk.services.glue.CfnTable.SerdeInfoProperty;
import software.amazon.awscdk.services.glue.CfnTable.StorageDescriptorProperty;
import software.amazon.awscdk.services.glue.CfnTable.TableInputProperty;
import software.constructs.Construct;

/** A table in the Glue catalog. Its files are elsewhere, and stay if it is deleted. */
final class CatalogTable {
  private CatalogTable() {}

  /**
   * Puts a table into the catalog.
   *
   * @param database its name in Glue
   * @param bucket of the lake
   */
  static CfnTable of(
      Construct scope, String id, TableDefinition table, String database, String bucket) {
    return CfnTable.Builder.create(scope, id)
        .catalogId(Aws.ACCOUNT_ID)
        .databaseName(database)
        .tableInput(
            TableInputProperty.builder()
                .name(table.name().table())
                .description(table.description())
                .tableType("EXTERNAL_TABLE")
                .parameters(parameters(table))
                .partitionKeys(
                    table.partitionKey().stream().map(CatalogTable::partitionColumn).toList())
                .storageDescriptor(
                    StorageDescriptorProperty.builder()
                        .columns(columns(table))
                        .location("s3://" + bucket + "/" + LakeLayout.lake(table.name()))
                        .inputFormat(Serde.of(table).input())
                        .outputFormat(Serde.of(table).output())
                        .serdeInfo(
                            SerdeInfoProperty.builder()
                                .serializationLibrary(Serde.of(table).library())
                                .parameters(Serde.of(table).parameters())
                                .build())
                        .build())
                .build())
        .build();
  }

  private static Map<String, String> parameters(TableDefinition table) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("EXTERNAL", "TRUE");
    parameters.put("classification", Serde.of(table).classification());
    if (table.partitionKey().isPresent()) {
      parameters.put(
          "partition_filtering.enabled", "true"); // Athena uses the index, once it is there
    }
    if (table.csv().map(TableDefinition.Csv::header).orElse(false)) {
      parameters.put("skip.header.line.count", "1");
    }
    return parameters;
  }

  private static List<ColumnProperty> columns(TableDefinition table) {
    List<ColumnProperty> columns = new ArrayList<>();
    table.columns().forEach(column -> columns.add(column(column)));
    if (table.streaming()) {
      columns.add(
          ColumnProperty.builder()
              .name(TableDefinition.RECEIVED_AT)
              .type("timestamp")
              .comment("when the event arrived, UTC")
              .build());
    }
    return columns;
  }

  private static ColumnProperty column(Column column) {
    ColumnProperty.Builder property =
        ColumnProperty.builder().name(column.name()).type(column.type().glueName());
    return column.description().isEmpty()
        ? property.build()
        : property.comment(column.description()).build();
  }

  private static ColumnProperty partitionColumn(String key) {
    return ColumnProperty.builder().name(key).type("string").build();
  }

  /** The classes that read and write the files of a format. */
  private record Serde(
      String classification,
      String input,
      String output,
      String library,
      Map<String, String> parameters) {
    private static final String HIVE = "org.apache.hadoop.hive.ql.io.";
    private static final String TEXT_IN = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUT = HIVE + "HiveIgnoreKeyTextOutputFormat";

    private static final Serde PARQUET =
        new Serde(
            "parquet",
            ParquetFormat.INPUT,
            ParquetFormat.OUTPUT,
            ParquetFormat.SERDE,
            Map.of("serialization.format", "1"));
    private static final Serde ORC =
        new Serde(
            "orc",
            HIVE + "orc.OrcInputFormat",
            HIVE + "orc.OrcOutputFormat",
            HIVE + "orc.OrcSerde",
            // By name, as Parquet's: a column more moves those behind it.
            Map.of("serialization.format", "1", "orc.column.index.access", "FALSE"));
    private static final Serde JSON =
        new Serde(
            "json",
            TEXT_IN,
            TEXT_OUT,
            "org.openx.data.jsonserde.JsonSerDe",
            Map.of("case.insensitive", "false"));

    static Serde of(TableDefinition table) {
      return table.csv().map(Serde::csv).orElseGet(() -> of(table.format()));
    }

    private static Serde of(TableDefinition.Format format) {
      return switch (format) {
        case PARQUET -> PARQUET;
        case ORC -> ORC;
        case JSON -> JSON;
      };
    }

    private static Serde csv(TableDefinition.Csv csv) {
      return new Serde(
          "csv",
          TEXT_IN,
          TEXT_OUT,
          "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
          Map.of(
              "field.delim", String.valueOf(csv.delimiter()),
              "serialization.null.format", csv.nullText()));
    }
  }
}
