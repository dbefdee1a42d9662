package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What queries know: databases, tables, the workgroup. */
class CatalogTest {
  private static final String DATABASE = "AWS::Glue::Database";
  private static final String TABLE = "AWS::Glue::Table";
  private static final String WORKGROUP = "AWS::Athena::WorkGroup";

  @Test
  void aDatabaseIsCalledAfterTheStack() {
    Variant.DEFAULTS
        .template()
        .only(DATABASE)
        .has(
            """
            {
              "CatalogId": "${AWS::AccountId}",
              "DatabaseInput": {
                "Name": "pharos_main_advertising",
                "Description": "Ads that were shown, and what became of them"
              }
            }
            """);
    assertThat(Variant.NO_PREFIX.template().only(DATABASE).text("/DatabaseInput/Name"))
        .isEqualTo("advertising");
    assertThat(Variant.OTHER_STACK.template().only(DATABASE).text("/DatabaseInput/Name"))
        .isEqualTo("ads_feature_7_advertising");
  }

  @Test
  void aDatabaseThatIsThereIsUsed() {
    assertThat(Variant.EXISTING_DATABASE.template().resources(DATABASE)).isEmpty();
    assertThat(Variant.EXISTING_DATABASE.template().resources(TABLE))
        .hasSize(4)
        .allSatisfy(
            table -> assertThat(table.text("/DatabaseName")).isEqualTo("pharos_main_advertising"));
  }

  @Test
  void aStreamingTableHasItsColumnsAndWhenTheyArrived() {
    Variant.DEFAULTS
        .template()
        .resource(TABLE, "WarehouseTableadvertisingclicks")
        .has(
            """
            {
              "CatalogId": "${AWS::AccountId}",
              "DatabaseName": "pharos_main_advertising",
              "TableInput": {
                "Name": "clicks",
                "Description": "A user clicked an ad",
                "TableType": "EXTERNAL_TABLE",
                "Parameters": {"EXTERNAL": "TRUE", "classification": "parquet"},
                "PartitionKeys": [{"Name": "inserted_at", "Type": "string"}],
                "StorageDescriptor": {
                  "Location": "s3://${WarehouseData}/lake/advertising/clicks/",
                  "Columns": [
                    {"Name": "click_id", "Type": "string"},
                    {"Name": "impression_id", "Type": "string"},
                    {"Name": "ad_id", "Type": "string"},
                    {"Name": "occurred_at", "Type": "timestamp"},
                    {
                      "Comment": "when the event arrived, UTC",
                      "Name": "received_at",
                      "Type": "timestamp"
                    }
                  ]
                }
              }
            }
            """);
  }

  @Test
  void aCuratedTableHasItsOwnColumnsOnly() {
    Variant.DEFAULTS
        .template()
        .resource(TABLE, "WarehouseTableadvertisingadtraffic")
        .has(
            """
            {
              "TableInput": {
                "Name": "ad_traffic",
                "PartitionKeys": [{"Name": "day", "Type": "string"}],
                "StorageDescriptor": {
                  "Location": "s3://${WarehouseData}/lake/advertising/ad_traffic/",
                  "Columns": [
                    {"Name": "ad_id", "Type": "string"},
                    {"Name": "impressions", "Type": "bigint"},
                    {"Name": "clicks", "Type": "bigint"}
                  ]
                }
              }
            }
            """);
  }

  @Test
  void typesAndDescriptionsAreThoseOfTheTable() {
    Variant.TWO_DATABASES
        .template()
        .resource(TABLE, "WarehouseTableshoporders")
        .has(
            """
            {
              "DatabaseName": "pharos_main_shop",
              "TableInput": {"StorageDescriptor": {"Columns": [
                {"Name": "order_id", "Type": "string"},
                {"Comment": "in euros", "Name": "total", "Type": "decimal(18,2)"},
                {"Name": "tags", "Type": "map<string,array<string>>"},
                {"Name": "ordered_at", "Type": "timestamp"},
                {"Comment": "when the event arrived, UTC", "Name": "received_at", "Type": "timestamp"}
              ]}}
            }
            """);
    assertThat(
            Variant.TWO_DATABASES
                .template()
                .resource(TABLE, "WarehouseTableshopcountries")
                .property("/TableInput/PartitionKeys"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DEFAULTS, ql.io.parquet.MapredParquetInputFormat, ql.io.parquet.MapredParquetOutputFormat, hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
    "ORC, ql.io.orc.OrcInputFormat, ql.io.orc.OrcOutputFormat, hadoop.hive.ql.io.orc.OrcSerde",
    "JSON, mapred.TextInputFormat, ql.io.HiveIgnoreKeyTextOutputFormat, openx.data.jsonserde.JsonSerDe"
  })
  void filesAreReadAsTheFormatSays(Variant variant, String input, String output, String serde) {
    StackResource table = variant.template().resource(TABLE, "WarehouseTableadvertisingclicks");

    assertThat(table.text("/TableInput/StorageDescriptor/InputFormat")).endsWith(input);
    assertThat(table.text("/TableInput/StorageDescriptor/OutputFormat")).endsWith(output);
    assertThat(table.text("/TableInput/StorageDescriptor/SerdeInfo/SerializationLibrary"))
        .endsWith(serde);
    assertThat(table.text("/TableInput/Parameters/classification"))
        .isEqualTo(
            variant == Variant.DEFAULTS ? "parquet" : variant.name().toLowerCase(Locale.ROOT));
  }

  /** Where the workgroup overrode its callers' settings, a CTAS could not say where to write. */
  @Test
  void theWorkgroupLimitsAQueryAndLeavesItsSettingsToIt() {
    Variant.DEFAULTS
        .template()
        .only(WORKGROUP)
        .has(
            """
            {
              "Name": "pharos-main",
              "WorkGroupConfiguration": {
                "EnforceWorkGroupConfiguration": false,
                "BytesScannedCutoffPerQuery": 100000000000,
                "PublishCloudWatchMetricsEnabled": true,
                "ResultConfiguration": {
                  "OutputLocation": "s3://${WarehouseQueryResults}/",
                  "EncryptionConfiguration": {"EncryptionOption": "SSE_S3"}
                }
              }
            }
            """);
    assertThat(
            Variant.OTHER_NUMBERS
                .template()
                .only(WORKGROUP)
                .property("/WorkGroupConfiguration/BytesScannedCutoffPerQuery")
                .asLong())
        .isEqualTo(5_000_000_000L);
  }
}
