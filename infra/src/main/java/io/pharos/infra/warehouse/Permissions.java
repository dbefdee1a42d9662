package io.pharos.infra.warehouse;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.lake.LakeLayout;
import io.pharos.infra.packaging.LambdaFunction;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.IFunction;

/**
 * The permissions of the functions: exactly the actions of their adapters. PermissionsIT compares
 * them with the bytecode.
 */
final class Permissions {
  /** The tables that a run makes for itself, in the database of the table that it fills. */
  static final String WORK_TABLES = StackNames.WORK_TABLE + "*";

  /** The database that Athena reads for every query. */
  static final String ATHENAS_DEFAULT = "default";

  private final WarehouseFunctions functions;
  private final StackNames names;
  private final Arns arns;
  private final Buckets buckets;

  /** The ARNs of the data's and of the query results' bucket. */
  record Buckets(String data, String results) {}

  Permissions(WarehouseFunctions functions, StackNames names, Arns arns, Buckets buckets) {
    this.functions = functions;
    this.names = names;
    this.arns = arns;
    this.buckets = buckets;
  }

  /** Permissions that do not depend on the tables. */
  void ofAll(Messages messages) {
    String quarantine = buckets.data() + "/" + LakeLayout.QUARANTINE + "*";
    allow(LambdaFunction.BEACON, List.of("s3:PutObject"), quarantine);
    allow(LambdaFunction.PREPROCESSOR, List.of("s3:PutObject"), quarantine);
    allow(
        LambdaFunction.TRAFFIC_API,
        List.of("dynamodb:Query"),
        arns.dynamoTable(names.servingTable()));
    // Lambda does, in its name, with batches that it gave up on.
    allow(
        LambdaFunction.REALTIME_METRICS,
        List.of("sqs:SendMessage"),
        messages.failed().getQueueArn());
    listsTheLake(LambdaFunction.PARTITIONER);
    ofAllCurations(messages);
  }

  private void ofAllCurations(Messages messages) {
    listsTheLake(LambdaFunction.CURATION);
    allow(
        LambdaFunction.CURATION,
        List.of("dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query"),
        arns.dynamoTable(names.historyTable()));
    allow(
        LambdaFunction.CURATION,
        List.of("dynamodb:BatchWriteItem"),
        arns.dynamoTable(names.servingTable()));
    allow(
        LambdaFunction.CURATION,
        List.of("sns:Publish"),
        messages.failures().getTopicArn(),
        messages.successes().getTopicArn());
    allow(
        LambdaFunction.CURATION,
        List.of("athena:GetQueryExecution", "athena:GetQueryResults"),
        arns.workgroup(names.workgroup()));
    // Athena gives its answers in the name of whoever asks.
    allow(LambdaFunction.CURATION, List.of("s3:GetObject"), buckets.results() + "/*");
  }

  private void listsTheLake(LambdaFunction function) {
    functions.get(function).allow(lists(LakeLayout.LAKE + "*"));
  }

  private PolicyStatement lists(String keys) {
    return PolicyStatement.Builder.create()
        .actions(List.of("s3:ListBucket"))
        .resources(List.of(buckets.data()))
        .conditions(Map.of("StringLike", Map.of("s3:prefix", List.of(keys))))
        .build();
  }

  /** Permissions for a table with partitions. */
  void ofPartitioned(TableName table) {
    allow(
        LambdaFunction.PARTITIONER,
        List.of(
            "glue:CreatePartitionIndex",
            "glue:GetPartitionIndexes",
            "glue:GetTable",
            "glue:UpdateTable"),
        path(table));
  }

  /** Permissions for a streaming table. */
  void ofStreaming(TableDefinition table, String namespace) {
    String quarantine = arns.delivery(names.quarantine(table.name()));
    allow(
        LambdaFunction.BEACON,
        List.of("kinesis:PutRecords"),
        arns.stream(names.stream(table.name())));
    allow(LambdaFunction.BEACON, List.of("firehose:PutRecordBatch"), quarantine);
    allow(LambdaFunction.PREPROCESSOR, List.of("firehose:PutRecordBatch"), quarantine);
    allow(
        LambdaFunction.PARTITIONER,
        List.of("glue:BatchCreatePartition", "glue:GetPartitions", "glue:GetTable"),
        path(table.name()));
    functions
        .get(LambdaFunction.REALTIME_METRICS)
        .allow(
            PolicyStatement.Builder.create()
                .actions(List.of("cloudwatch:PutMetricData"))
                .resources(List.of("*")) // it has no resource to name
                .conditions(Map.of("StringEquals", Map.of("cloudwatch:namespace", namespace)))
                .build());
  }

  /**
   * Permissions for a curation.
   *
   * @param output the table that it fills
   */
  void ofCuration(TableName output) {
    allow(
        LambdaFunction.CURATION,
        List.of(
            "glue:CreatePartition",
            "glue:GetPartition",
            "glue:GetPartitions",
            "glue:GetTable",
            "glue:UpdatePartition"),
        path(output));
    allow(
        LambdaFunction.CURATION,
        List.of("glue:CreateTable", "glue:DeleteTable"),
        path(names.database(output.database()), WORK_TABLES));
    allow(LambdaFunction.CURATION, List.of("s3:DeleteObject"), folder(buckets.data(), output));
  }

  /** Permissions of a foreign function that fills a table: the table's files only. */
  void ofJob(IFunction function, TableDefinition table) {
    function.addToRolePolicy(
        PolicyStatement.Builder.create()
            .actions(
                List.of(
                    "s3:AbortMultipartUpload",
                    "s3:DeleteObject",
                    "s3:GetObject",
                    "s3:ListMultipartUploadParts",
                    "s3:PutObject"))
            .resources(List.of(folder(buckets.data(), table.name())))
            .build());
    function.addToRolePolicy(lists(LakeLayout.lake(table.name()) + "*"));
  }

  /** The files of a table. */
  static String folder(String bucket, TableName table) {
    return "%s/%s*".formatted(bucket, LakeLayout.lake(table));
  }

  private String[] path(TableName table) {
    return path(names.database(table.database()), table.table());
  }

  private String[] path(String database, String... tables) {
    return arns.gluePath(database, tables).toArray(String[]::new);
  }

  private void allow(LambdaFunction function, List<String> actions, String... resources) {
    functions.get(function).allow(actions, resources);
  }
}
