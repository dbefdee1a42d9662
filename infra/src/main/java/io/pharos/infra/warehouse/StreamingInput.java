package io.pharos.infra.warehouse;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.lake.LakeLayout;
import io.pharos.infra.packaging.LambdaFunction;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.glue.CfnTable;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.BufferingHintsProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.CloudWatchLoggingOptionsProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.DataFormatConversionConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.DeserializerProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.InputFormatConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.KinesisStreamSourceConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.OpenXJsonSerDeProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.OrcSerDeProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.OutputFormatConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.ParquetSerDeProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.ProcessingConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.ProcessorParameterProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.ProcessorProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.S3DestinationConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.SchemaConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.SerializerProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.DestinationConfigProperty;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.OnFailureProperty;
import software.amazon.awscdk.services.logs.LogStream;
import software.constructs.Construct;

/**
 * The input of a table: its stream, the deliveries into the lake and of refused events into
 * quarantine, and the counter of its minutes.
 */
final class StreamingInput extends Construct {
  private static final String HOUR = "!{timestamp:yyyy/MM/dd/HH}/";

  /** The folder of delivery errors, by their kind. */
  private static final String ERROR = "!{firehose:error-output-type}/";

  private static final int MB = 1024 * 1024;

  /** The buffer of refused events, which are few. */
  private static final BufferingHintsProperty QUARANTINE_BUFFER =
      BufferingHintsProperty.builder().intervalInSeconds(300).sizeInMBs(5).build();

  /**
   * The size of a batch for the preprocessor, small enough that its answer, with base64 and
   * filled-in values, stays within 6 MB.
   */
  private static final Map<String, String> TRANSFORMATION =
      Map.of("BufferSizeInMBs", "1", "BufferIntervalInSeconds", "60", "NumberOfRetries", "3");

  /** A batch is a minute of events, or Lambda's most records. */
  private static final int BATCH_WINDOW_SECONDS = 60;

  private static final int BATCH_RECORDS = 10_000;

  /** How long a batch is tried before it goes to the queue. */
  private static final Duration COUNTED_WITHIN = Duration.hours(6);

  private static final int COUNT_ATTEMPTS = 100;

  private final TableDefinition table;
  private final Stream stream;

  StreamingInput(
      Construct scope, String id, TableDefinition table, CfnTable catalog, Surroundings around) {
    super(scope, id);
    this.table = table;
    stream = stream(table, around);
    CfnDeliveryStream delivery = delivery(table, around);
    delivery.getNode().addDependency(catalog); // Firehose reads its columns
    CfnDeliveryStream quarantine = quarantine(table, around);
    around.deliverer().permit(delivery, stream.getStreamArn(), table);
    around.deliverer().permit(quarantine);
    counter(around);
    // Firehose starts at the end of the stream: what was sent before would not be delivered.
    around.functions().get(LambdaFunction.BEACON).alias().getNode().addDependency(this);
  }

  /** The common parts of all streaming tables. */
  record Surroundings(
      WarehouseProps props,
      WarehouseFunctions functions,
      String bucketArn,
      Deliverer deliverer,
      String failedQueueArn) {}

  /** Its table. */
  TableDefinition table() {
    return table;
  }

  Stream stream() {
    return stream;
  }

  /**
   * Keeps the stream if its table is removed: it may hold acknowledged events that are nowhere else
   * yet.
   */
  private Stream stream(TableDefinition table, Surroundings around) {
    Stream.Builder builder =
        Stream.Builder.create(this, "Stream")
            .streamName(around.props().names().stream(table.name()))
            .encryption(StreamEncryption.MANAGED)
            .retentionPeriod(Duration.hours(around.props().options().streamRetention().toHours()))
            .removalPolicy(around.props().options().removalOfData());
    return table.stream().onDemand()
        ? builder.streamMode(StreamMode.ON_DEMAND).build()
        : builder.streamMode(StreamMode.PROVISIONED).shardCount(table.stream().shards()).build();
  }

  private CfnDeliveryStream delivery(TableDefinition table, Surroundings around) {
    String name = around.props().names().stream(table.name());
    String role = around.deliverer().role().getRoleArn();
    return CfnDeliveryStream.Builder.create(this, "Delivery")
        .deliveryStreamName(name)
        .deliveryStreamType("KinesisStreamAsSource")
        .kinesisStreamSourceConfiguration(
            KinesisStreamSourceConfigurationProperty.builder()
                .kinesisStreamArn(stream.getStreamArn())
                .roleArn(role)
                .build())
        .extendedS3DestinationConfiguration(
            destination(table, around)
                .bucketArn(around.bucketArn())
                .roleArn(role)
                .prefix(LakeLayout.lake(table.name()) + HOUR)
                .errorOutputPrefix(
                    DataBuckets.ERRORS + LakeLayout.path(table.name()) + ERROR + HOUR)
                .bufferingHints(
                    BufferingHintsProperty.builder()
                        .intervalInSeconds(table.flush().interval().toSeconds())
                        .sizeInMBs(table.flush().size() / MB)
                        .build())
                .processingConfiguration(
                    transformation(
                        around
                            .functions()
                            .get(LambdaFunction.PREPROCESSOR)
                            .alias()
                            .getFunctionArn()))
                .cloudWatchLoggingOptions(logging(around, "Lake", name))
                .s3BackupMode("Enabled")
                .s3BackupConfiguration(
                    S3DestinationConfigurationProperty.builder()
                        .bucketArn(around.bucketArn())
                        .roleArn(role)
                        .prefix(LakeLayout.raw(table.name()) + HOUR)
                        .errorOutputPrefix(
                            DataBuckets.ERRORS
                                + LakeLayout.path(table.name())
                                + LakeLayout.RAW
                                + ERROR
                                + HOUR)
                        .bufferingHints(
                            BufferingHintsProperty.builder()
                                .intervalInSeconds(table.flush().interval().toSeconds())
                                .sizeInMBs(table.flush().size() / MB)
                                .build())
                        .compressionFormat("GZIP")
                        .cloudWatchLoggingOptions(logging(around, "Raw", name + "-raw"))
                        .build())
                .build())
        .build();
  }

  /** The format of the lake's files: the catalog's columns, or lines unchanged. */
  private static ExtendedS3DestinationConfigurationProperty.Builder destination(
      TableDefinition table, Surroundings around) {
    ExtendedS3DestinationConfigurationProperty.Builder destination =
        ExtendedS3DestinationConfigurationProperty.builder();
    SerializerProperty.Builder serializer = SerializerProperty.builder();
    return switch (table.format()) {
      case JSON -> destination.compressionFormat("GZIP").fileExtension(".json.gz");
      case PARQUET ->
          destination.dataFormatConversionConfiguration(
              conversion(
                  table,
                  around,
                  serializer
                      .parquetSerDe(ParquetSerDeProperty.builder().compression("SNAPPY").build())
                      .build()));
      case ORC ->
          destination.dataFormatConversionConfiguration(
              conversion(
                  table,
                  around,
                  serializer
                      .orcSerDe(OrcSerDeProperty.builder().compression("SNAPPY").build())
                      .build()));
    };
  }

  private static DataFormatConversionConfigurationProperty conversion(
      TableDefinition table, Surroundings around, SerializerProperty serializer) {
    return DataFormatConversionConfigurationProperty.builder()
        .enabled(true)
        .inputFormatConfiguration(
            InputFormatConfigurationProperty.builder()
                .deserializer(
                    DeserializerProperty.builder()
                        .openXJsonSerDe(
                            OpenXJsonSerDeProperty.builder().caseInsensitive(false).build())
                        .build())
                .build())
        .outputFormatConfiguration(
            OutputFormatConfigurationProperty.builder().serializer(serializer).build())
        .schemaConfiguration(
            SchemaConfigurationProperty.builder()
                .catalogId(Aws.ACCOUNT_ID)
                .databaseName(around.props().names().database(table.name().database()))
                .tableName(table.name().table())
                .region(Aws.REGION)
                .roleArn(around.deliverer().role().getRoleArn())
                .versionId("LATEST")
                .build())
        .build();
  }

  private static ProcessingConfigurationProperty transformation(String function) {
    List<ProcessorParameterProperty> parameters =
        new java.util.ArrayList<>(List.of(parameter("LambdaArn", function)));
    TRANSFORMATION.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> parameters.add(parameter(entry.getKey(), entry.getValue())));
    return ProcessingConfigurationProperty.builder()
        .enabled(true)
        .processors(
            List.of(ProcessorProperty.builder().type("Lambda").parameters(parameters).build()))
        .build();
  }

  private static ProcessorParameterProperty parameter(String name, String value) {
    return ProcessorParameterProperty.builder().parameterName(name).parameterValue(value).build();
  }

  private CfnDeliveryStream quarantine(TableDefinition table, Surroundings around) {
    String name = around.props().names().quarantine(table.name());
    return CfnDeliveryStream.Builder.create(this, "Quarantine")
        .deliveryStreamName(name)
        .deliveryStreamType("DirectPut")
        .deliveryStreamEncryptionConfigurationInput(
            CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty.builder()
                .keyType("AWS_OWNED_CMK")
                .build())
        .extendedS3DestinationConfiguration(
            ExtendedS3DestinationConfigurationProperty.builder()
                .bucketArn(around.bucketArn())
                .roleArn(around.deliverer().role().getRoleArn())
                .prefix(LakeLayout.quarantine(table.name()) + HOUR)
                .errorOutputPrefix(
                    DataBuckets.ERRORS
                        + LakeLayout.path(table.name())
                        + LakeLayout.QUARANTINE
                        + ERROR
                        + HOUR)
                .bufferingHints(QUARANTINE_BUFFER)
                .compressionFormat("GZIP")
                .fileExtension(".json.gz")
                .cloudWatchLoggingOptions(logging(around, "Refused", name))
                .build())
        .build();
  }

  private CloudWatchLoggingOptionsProperty logging(Surroundings around, String id, String name) {
    LogStream stream =
        LogStream.Builder.create(this, id + "Log")
            .logGroup(around.deliverer().log())
            .logStreamName(name)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    return CloudWatchLoggingOptionsProperty.builder()
        .enabled(true)
        .logGroupName(around.deliverer().log().getLogGroupName())
        .logStreamName(stream.getLogStreamName())
        .build();
  }

  /**
   * The mapping of the counter. It neither splits a batch nor reports parts of it, because that
   * would count events twice.
   */
  private void counter(Surroundings around) {
    WarehouseFunction metrics = around.functions().get(LambdaFunction.REALTIME_METRICS);
    metrics.allow(
        List.of(
            "kinesis:DescribeStream", // without it Lambda refuses to make the mapping
            "kinesis:DescribeStreamSummary",
            "kinesis:GetRecords",
            "kinesis:GetShardIterator",
            "kinesis:ListShards"),
        stream.getStreamArn());
    CfnEventSourceMapping mapping =
        CfnEventSourceMapping.Builder.create(this, "Counter")
            .eventSourceArn(stream.getStreamArn())
            .functionName(metrics.alias().getFunctionArn())
            .startingPosition("TRIM_HORIZON")
            .batchSize(BATCH_RECORDS)
            .maximumBatchingWindowInSeconds(BATCH_WINDOW_SECONDS)
            .maximumRecordAgeInSeconds(COUNTED_WITHIN.toSeconds())
            .maximumRetryAttempts(COUNT_ATTEMPTS)
            .bisectBatchOnFunctionError(false)
            .destinationConfig(
                DestinationConfigProperty.builder()
                    .onFailure(
                        OnFailureProperty.builder().destination(around.failedQueueArn()).build())
                    .build())
            .build();
    mapping.getNode().addDependency(metrics.role());
  }
}
