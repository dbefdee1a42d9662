package io.pharos.aws.testing;

import io.pharos.aws.AwsClients;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.CompressionFormat;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * What stands for AWS in tests, by {@code AWS_ENDPOINT_URL}, and a stack of its own on it: names
 * that nobody else has, whose resources go when it is closed. Tests need {@link NeedsEndpoint}.
 *
 * <p>Each service is reached in a method of its own, so that a module that has not all of them on
 * its class path can use the others.
 */
public final class Endpoint implements AutoCloseable {
  static final String VARIABLE = "AWS_ENDPOINT_URL";

  /** Longer than any call takes that is not meant to fail. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String ROLE = "arn:aws:iam::123456789012:role/pharos-test";

  private final AwsClients clients;
  private final StackNames names;
  private final Deque<Runnable> undoing = new ArrayDeque<>();

  private Endpoint(URI address, StackNames names) {
    this.clients = clients(address, PATIENCE);
    this.names = names;
  }

  /** Where it is; empty where there is none. */
  public static Optional<URI> address() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(url -> !url.isBlank())
        .map(URI::create);
  }

  /** A stack that holds nothing yet. */
  public static Endpoint open() {
    return of(StackNames.of("t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12)));
  }

  /** A stack of this name; closing deletes only what was created here. */
  public static Endpoint of(StackNames names) {
    return new Endpoint(address().orElseThrow(), names);
  }

  /** Clients of something else, such as a {@link ScriptedEndpoint}. */
  public static AwsClients clients(URI address, Duration call) {
    return new AwsClients(Optional.of(address), call);
  }

  /** Region and credentials of tests: {@code clients.build(ours(KinesisClient.builder()))}. */
  public static <C, B extends AwsClientBuilder<B, C>> B ours(B builder) {
    return builder
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  public AwsClients clients() {
    return clients;
  }

  public StackNames names() {
    return names;
  }

  public AthenaClient athena() {
    return clients.build(ours(AthenaClient.builder()));
  }

  /** Through a {@link ScriptedEndpoint}: it translates where nobody takes CBOR. */
  public CloudWatchClient cloudWatch() {
    ScriptedEndpoint translating = ScriptedEndpoint.open();
    undoing.push(translating::close);
    return clients(translating.address(), PATIENCE).build(ours(CloudWatchClient.builder()));
  }

  public DynamoDbClient dynamoDb() {
    return clients.build(ours(DynamoDbClient.builder()));
  }

  public FirehoseClient firehose() {
    return clients.build(ours(FirehoseClient.builder()));
  }

  public GlueClient glue() {
    return clients.build(ours(GlueClient.builder()));
  }

  public KinesisClient kinesis() {
    return clients.build(ours(KinesisClient.builder()));
  }

  public S3Client s3() {
    return clients.build(ours(S3Client.builder()).forcePathStyle(true));
  }

  public SnsClient sns() {
    return clients.build(ours(SnsClient.builder()));
  }

  /** The stream of a table, with a shard. */
  public void createStream(TableName table) {
    KinesisClient kinesis = kinesis();
    String name = names.stream(table);
    kinesis.createStream(create -> create.streamName(name).shardCount(1));
    undoing.push(() -> kinesis.deleteStream(delete -> delete.streamName(name)));
    try (var waiter = kinesis.waiter()) {
      waiter.waitUntilStreamExists(describe -> describe.streamName(name));
    }
  }

  /** The bucket of the lake; gives its name. */
  public String createBucket() {
    S3Client s3 = s3();
    String bucket = names.stack() + "-lake";
    s3.createBucket(create ->
        create
            .bucket(bucket)
            .createBucketConfiguration(where -> where.locationConstraint(Region.EU_WEST_1.id())));
    undoing.push(() -> {
      List<String> keys =
          s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
              .map(S3Object::key)
              .toList();
      keys.forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
      s3.deleteBucket(delete -> delete.bucket(bucket));
    });
    return bucket;
  }

  /** A database of the catalog; it goes with its tables. */
  public void createDatabase(String database) {
    GlueClient glue = glue();
    String name = names.database(database);
    glue.createDatabase(create -> create.databaseInput(input -> input.name(name)));
    undoing.push(() -> glue.deleteDatabase(delete -> delete.name(name)));
  }

  /** A table of the catalog, with a partition key as declared; its database is there. */
  public void createTable(TableDefinition table, String bucket) {
    GlueClient glue = glue();
    String database = names.database(table.name().database());
    String name = table.name().table();
    glue.createTable(create ->
        create
            .databaseName(database)
            .tableInput(input ->
                input
                    .name(name)
                    .tableType("EXTERNAL_TABLE")
                    .partitionKeys(
                        glue(table.partition().orElseThrow().key(), ColumnType.Scalar.STRING))
                    .storageDescriptor(storage ->
                        storage
                            .columns(
                                table.columns().stream()
                                    .map(column -> glue(column.name(), column.type()))
                                    .toList())
                            .location(
                                "s3://%s/lake/%s/%s/"
                                    .formatted(bucket, table.name().database(), name)))));
    undoing.push(() -> glue.deleteTable(delete -> delete.databaseName(database).name(name)));
  }

  private static Column glue(String name, ColumnType type) {
    return Column.builder().name(name).type(type.glueName()).build();
  }

  /** The table of what is looked up; gives its name. */
  public String createServingTable() {
    return createItems(names.servingTable());
  }

  /** The table of runs, paused curations and leases; gives its name. */
  public String createHistoryTable() {
    return createItems(names.historyTable());
  }

  private String createItems(String name) {
    DynamoDbClient dynamo = dynamoDb();
    dynamo.createTable(create ->
        create
            .tableName(name)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .attributeDefinitions(text("pk"), text("sk"))
            .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE)));
    undoing.push(() -> dynamo.deleteTable(delete -> delete.tableName(name)));
    try (var waiter = dynamo.waiter()) {
      waiter.waitUntilTableExists(describe -> describe.tableName(name));
    }
    return name;
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  /**
   * What delivers the refused events of a table to their folder, as GZIP; moto delivers at once,
   * does not compress, and gives the files no ending.
   */
  public void createQuarantine(TableName table, String bucket) {
    FirehoseClient firehose = firehose();
    String name = names.quarantine(table);
    firehose.createDeliveryStream(create ->
        create
            .deliveryStreamName(name)
            .extendedS3DestinationConfiguration(s3 ->
                s3.bucketARN("arn:aws:s3:::" + bucket)
                    .roleARN(ROLE)
                    .prefix("quarantine/%s/%s/".formatted(table.database(), table.table()))
                    .fileExtension(".json.gz")
                    .compressionFormat(CompressionFormat.GZIP)));
    undoing.push(() -> firehose.deleteDeliveryStream(delete -> delete.deliveryStreamName(name)));
  }

  /** A topic; gives its ARN. */
  public String createTopic(String name) {
    SnsClient sns = sns();
    String arn = sns.createTopic(create -> create.name(names.stack() + "-" + name)).topicArn();
    undoing.push(() -> sns.deleteTopic(delete -> delete.topicArn(arn)));
    return arn;
  }

  /** The workgroup that curations run in; gives its name. */
  public String createWorkgroup(String bucket) {
    AthenaClient athena = athena();
    String name = names.workgroup();
    athena.createWorkGroup(create ->
        create
            .name(name)
            .configuration(configuration ->
                configuration.resultConfiguration(
                    result -> result.outputLocation("s3://" + bucket + "/athena/"))));
    undoing.push(
        () -> athena.deleteWorkGroup(delete -> delete.workGroup(name).recursiveDeleteOption(true)));
    return name;
  }

  /** The content of the objects of the bucket whose key begins so, each as text. */
  public List<String> objects(String prefix) {
    S3Client s3 = s3();
    String bucket = names.stack() + "-lake";
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .map(object ->
            s3.getObjectAsBytes(get -> get.bucket(bucket).key(object.key())).asUtf8String())
        .toList();
  }

  /** The sum of a metric over a minute. */
  public double sum(String namespace, String metric, Instant minute) {
    return cloudWatch()
        .getMetricStatistics(get ->
            get.namespace(namespace)
                .metricName(metric)
                .dimensions(Dimension.builder().name("Stack").value(names.stack()).build())
                .startTime(minute)
                .endTime(minute.plusSeconds(60))
                .period(60)
                .statistics(Statistic.SUM))
        .datapoints()
        .stream()
        .mapToDouble(Datapoint::sum)
        .sum();
  }

  /** Deletes what was created, the last first. */
  @Override
  public void close() {
    while (!undoing.isEmpty()) {
      try {
        undoing.pop().run();
      } catch (SdkException gone) {
        // a test may delete what it made
      }
    }
  }
}
