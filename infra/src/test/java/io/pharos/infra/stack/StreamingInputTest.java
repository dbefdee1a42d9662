package io.pharos.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The way of a table's events: stream, delivery, quarantine, counter. */
class StreamingInputTest {
  private static final String STREAM = "AWS::Kinesis::Stream";
  private static final String DELIVERY = "AWS::KinesisFirehose::DeliveryStream";
  private static final String MAPPING = "AWS::Lambda::EventSourceMapping";
  private static final String CLICKS = "WarehouseInputadvertisingclicks";

  @Test
  void aStreamIsEncryptedAndKeepsEventsADay() {
    Variant.DEFAULTS
        .template()
        .resource(STREAM, CLICKS + "Stream")
        .has(
            """
            {
              "Name": "pharos-main-advertising.clicks",
              "ShardCount": 1,
              "StreamModeDetails": {"StreamMode": "PROVISIONED"},
              "RetentionPeriodHours": 24,
              "StreamEncryption": {"EncryptionType": "KMS", "KeyId": "alias/aws/kinesis"}
            }
            """);
  }

  @Test
  void aStreamHasTheShardsOfItsTableOrNone() {
    assertThat(Variant.TWO_DATABASES.template().resource(STREAM, "WarehouseInputshopordersStream"))
        .satisfies(stream -> assertThat(stream.property("/ShardCount").asInt()).isEqualTo(4));
    Variant.ON_DEMAND
        .template()
        .resource(STREAM, CLICKS + "Stream")
        .has("{\"StreamModeDetails\": {\"StreamMode\": \"ON_DEMAND\"}}");
    assertThat(
            Variant.ON_DEMAND
                .template()
                .resource(STREAM, CLICKS + "Stream")
                .property("/ShardCount")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void aStreamKeepsEventsAsLongAsIsConfigured() {
    assertThat(Variant.OTHER_NUMBERS.template().resources(STREAM))
        .hasSize(2)
        .allSatisfy(
            stream -> assertThat(stream.property("/RetentionPeriodHours").asInt()).isEqualTo(168));
  }

  @Test
  void onlyStreamingTablesHaveOne() {
    assertThat(Variant.TWO_DATABASES.template().resources(STREAM))
        .extracting(stream -> stream.text("/Name"))
        .containsExactlyInAnyOrder(
            "pharos-main-advertising.clicks",
            "pharos-main-advertising.impressions",
            "pharos-main-shop.orders");
  }

  /** A delivery reads what comes after it was made: an event before would be nowhere. */
  @ParameterizedTest
  @EnumSource
  void theBeaconTakesNoEventBeforeThereIsWhatFilesAndCountsIt(Variant variant) {
    List<String> readers =
        Stream.of(DELIVERY, MAPPING)
            .flatMap(type -> variant.template().resources(type).stream())
            .map(StackResource::id)
            .toList();

    assertThat(readers).hasSizeGreaterThanOrEqualTo(3);
    assertThat(
            variant
                .template()
                .resource("AWS::Lambda::Alias", "WarehouseBeaconLive")
                .json()
                .path("DependsOn"))
        .extracting(JsonNode::asText)
        .containsAll(readers);
  }

  @Test
  void aDeliveryReadsTheStreamAndWritesTheLakeAsTheCatalogHasIt() {
    Variant.DEFAULTS
        .template()
        .resource(DELIVERY, CLICKS + "Delivery")
        .has(
            """
            {
              "DeliveryStreamName": "pharos-main-advertising.clicks",
              "DeliveryStreamType": "KinesisStreamAsSource",
              "KinesisStreamSourceConfiguration": {
                "KinesisStreamARN": "${WarehouseInputadvertisingclicksStream.Arn}",
                "RoleARN": "${WarehouseDelivererRole.Arn}"
              },
              "ExtendedS3DestinationConfiguration": {
                "BucketARN": "${WarehouseData.Arn}",
                "RoleARN": "${WarehouseDelivererRole.Arn}",
                "Prefix": "lake/advertising/clicks/!{timestamp:yyyy/MM/dd/HH}/",
                "ErrorOutputPrefix": "errors/advertising/clicks/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/",
                "BufferingHints": {"IntervalInSeconds": 900, "SizeInMBs": 64},
                "DataFormatConversionConfiguration": {
                  "Enabled": true,
                  "InputFormatConfiguration": {
                    "Deserializer": {"OpenXJsonSerDe": {"CaseInsensitive": false}}
                  },
                  "OutputFormatConfiguration": {
                    "Serializer": {"ParquetSerDe": {"Compression": "SNAPPY"}}
                  },
                  "SchemaConfiguration": {
                    "CatalogId": "${AWS::AccountId}",
                    "DatabaseName": "pharos_main_advertising",
                    "TableName": "clicks",
                    "Region": "${AWS::Region}",
                    "RoleARN": "${WarehouseDelivererRole.Arn}",
                    "VersionId": "LATEST"
                  }
                }
              }
            }
            """);
  }

  @Test
  void aDeliveryHasItsEventsVettedOnTheWay() {
    JsonNode processing =
        Variant.DEFAULTS
            .template()
            .resource(DELIVERY, CLICKS + "Delivery")
            .property("/ExtendedS3DestinationConfiguration/ProcessingConfiguration");

    assertThat(processing.path("Enabled").asBoolean()).isTrue();
    assertThat(processing.path("Processors"))
        .singleElement()
        .satisfies(processor -> {
          assertThat(processor.path("Type").asText()).isEqualTo("Lambda");
          assertThat(processor.path("Parameters"))
              .extracting(
                  parameter -> parameter.path("ParameterName").asText(),
                  parameter -> parameter.path("ParameterValue").asText())
              .contains(tuple("LambdaArn", "${WarehousePreprocessorLive}"));
        });
  }

  @Test
  void aDeliveryKeepsWhatCameInTheArchive() {
    Variant.DEFAULTS
        .template()
        .resource(DELIVERY, CLICKS + "Delivery")
        .has(
            """
            {"ExtendedS3DestinationConfiguration": {
              "S3BackupMode": "Enabled",
              "S3BackupConfiguration": {
                "BucketARN": "${WarehouseData.Arn}",
                "Prefix": "raw/advertising/clicks/!{timestamp:yyyy/MM/dd/HH}/",
                "ErrorOutputPrefix": "errors/advertising/clicks/raw/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/",
                "CompressionFormat": "GZIP",
                "BufferingHints": {"IntervalInSeconds": 900, "SizeInMBs": 64}
              }
            }}
            """);
  }

  @Test
  void aDeliveryFlushesAsItsTableSays() {
    Variant.TWO_DATABASES
        .template()
        .resource(DELIVERY, "WarehouseInputshopordersDelivery")
        .has(
            """
            {"ExtendedS3DestinationConfiguration": {
              "BufferingHints": {"IntervalInSeconds": 60, "SizeInMBs": 128},
              "S3BackupConfiguration": {
                "BufferingHints": {"IntervalInSeconds": 60, "SizeInMBs": 128}
              }
            }}
            """);
  }

  @Test
  void linesAreNotConverted() {
    StackResource delivery = Variant.JSON.template().resource(DELIVERY, CLICKS + "Delivery");

    delivery.has(
        """
        {"ExtendedS3DestinationConfiguration": {
          "CompressionFormat": "GZIP", "FileExtension": ".json.gz"
        }}
        """);
    assertThat(
            delivery
                .property("/ExtendedS3DestinationConfiguration")
                .has("DataFormatConversionConfiguration"))
        .isFalse();
  }

  @Test
  void orcIsConvertedToOrc() {
    Variant.ORC
        .template()
        .resource(DELIVERY, CLICKS + "Delivery")
        .has(
            """
            {"ExtendedS3DestinationConfiguration": {"DataFormatConversionConfiguration": {
              "OutputFormatConfiguration": {"Serializer": {"OrcSerDe": {"Compression": "SNAPPY"}}}
            }}}
            """);
  }

  @Test
  void refusedEventsGoToTheQuarantine() {
    Variant.DEFAULTS
        .template()
        .resource(DELIVERY, CLICKS + "Quarantine")
        .has(
            """
            {
              "DeliveryStreamName": "pharos-main-advertising.clicks-quarantine",
              "DeliveryStreamType": "DirectPut",
              "DeliveryStreamEncryptionConfigurationInput": {"KeyType": "AWS_OWNED_CMK"},
              "ExtendedS3DestinationConfiguration": {
                "BucketARN": "${WarehouseData.Arn}",
                "Prefix": "quarantine/advertising/clicks/!{timestamp:yyyy/MM/dd/HH}/",
                "CompressionFormat": "GZIP",
                "FileExtension": ".json.gz"
              }
            }
            """);
  }

  /** Firehose's rules for prefixes; a stack that breaks one cannot be made. */
  @ParameterizedTest
  @EnumSource
  void prefixesAreAsFirehoseTakesThem(Variant variant) {
    for (StackResource delivery : variant.template().resources(DELIVERY)) {
      JsonNode destination = delivery.property("/ExtendedS3DestinationConfiguration");
      assertThat(destination.findParents("Prefix"))
          .isNotEmpty()
          .allSatisfy(folder -> {
            assertThat(folder.path("Prefix").asText())
                .contains("!{timestamp:")
                .doesNotContain("!{firehose:error-output-type}");
            assertThat(folder.path("ErrorOutputPrefix").asText())
                .contains("!{firehose:error-output-type}");
          });
    }
  }

  /** Whatever is written, is written where lifecycle rules and roles expect it. */
  @ParameterizedTest
  @EnumSource
  void everyDeliveryHasAFolderOfItsOwn(Variant variant) {
    assertThat(
            variant.template().resources(DELIVERY).stream()
                .flatMap(delivery -> delivery.properties().findValuesAsText("Prefix").stream()))
        .doesNotHaveDuplicates()
        .allMatch(prefix -> prefix.matches("(lake|raw|quarantine)/[a-z0-9_]+/[a-z0-9_]+/.*"));
    assertThat(
            variant.template().resources(DELIVERY).stream()
                .flatMap(delivery ->
                    delivery.properties().findValuesAsText("ErrorOutputPrefix").stream()))
        .doesNotHaveDuplicates()
        .allMatch(prefix -> prefix.startsWith("errors/"));
  }

  @ParameterizedTest
  @EnumSource
  void everyDeliveryTellsWhatItCannotDeliver(Variant variant) {
    assertThat(variant.template().resources(DELIVERY))
        .isNotEmpty()
        .allSatisfy(delivery ->
            assertThat(delivery.properties().findValues("CloudWatchLoggingOptions"))
                .isNotEmpty()
                .allSatisfy(log -> {
                  assertThat(log.path("Enabled").asBoolean()).isTrue();
                  assertThat(log.path("LogGroupName").asText())
                      .isEqualTo("${WarehouseDelivererLog}");
                }));
  }

  @ParameterizedTest
  @CsvSource({"clicks", "impressions"})
  void everyStreamIsCountedAMinuteAtATime(String table) {
    Variant.DEFAULTS
        .template()
        .resource(MAPPING, "WarehouseInputadvertising" + table + "Counter")
        .has(
            """
            {
              "EventSourceArn": "${WarehouseInputadvertising%sStream.Arn}",
              "FunctionName": "${WarehouseRealtimeMetricsLive}",
              "StartingPosition": "TRIM_HORIZON",
              "MaximumBatchingWindowInSeconds": 60,
              "BisectBatchOnFunctionError": false,
              "DestinationConfig": {
                "OnFailure": {"Destination": "${WarehouseMessagesFailed.Arn}"}
              }
            }
            """
                .formatted(table));
  }

  /** A batch that is tried for ever blocks its shard for as long as the stream keeps events. */
  @ParameterizedTest
  @EnumSource
  void aBatchThatCannotBeCountedIsGivenUpBeforeTheStreamForgetsIt(Variant variant) {
    Map<String, Integer> kept =
        variant.template().resources(STREAM).stream()
            .collect(
                Collectors.toMap(
                    stream -> "${" + stream.name() + ".Arn}",
                    stream -> stream.property("/RetentionPeriodHours").asInt()));

    assertThat(variant.template().resources(MAPPING))
        .hasSameSizeAs(kept.keySet())
        .allSatisfy(mapping ->
            assertThat(mapping.property("/MaximumRecordAgeInSeconds").asInt())
                .isBetween(60, kept.getOrDefault(mapping.text("/EventSourceArn"), 0) * 3_600));
  }
}
