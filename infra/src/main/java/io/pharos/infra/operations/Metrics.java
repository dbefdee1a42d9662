package io.pharos.infra.operations;

import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.MetricDimensions;
import io.pharos.core.deployment.OperationalCount;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.packaging.LambdaFunction;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** The services' metrics of this warehouse only: by default the sum of a minute. */
final class Metrics {
  /** A CREATE TABLE AS, which curations run, is DML by Athena's reference, and DDL elsewhere. */
  static final List<String> QUERY_TYPES = List.of("DML", "DDL");

  private static final Duration MINUTE = Duration.minutes(1);

  private final StackNames names;
  private final ServerlessDataWarehouse warehouse;

  Metrics(ServerlessDataWarehouse warehouse) {
    this.names = warehouse.names();
    this.warehouse = warehouse;
  }

  /** Of the HTTP API, all routes together. */
  Metric api(String metric) {
    return metric("AWS/ApiGateway", metric, Map.of("ApiId", warehouse.api().orElseThrow().apiId()));
  }

  Metric function(LambdaFunction function, String metric) {
    return metric("AWS/Lambda", metric, Map.of("FunctionName", function.nameIn(names)));
  }

  Metric stream(TableDefinition table, String metric) {
    return metric("AWS/Kinesis", metric, Map.of("StreamName", names.stream(table.name())));
  }

  /** Of the delivery of a table's events into the lake. */
  Metric delivery(TableDefinition table, String metric) {
    return delivery(names.stream(table.name()), metric);
  }

  /** Of the delivery of a table's refused events. */
  Metric quarantine(TableDefinition table, String metric) {
    return delivery(names.quarantine(table.name()), metric);
  }

  private static Metric delivery(String name, String metric) {
    return metric("AWS/Firehose", metric, Map.of("DeliveryStreamName", name));
  }

  /**
   * Of queries by their result: SUCCEEDED, FAILED or CANCELED.
   *
   * @param type one of {@link #QUERY_TYPES}
   */
  Metric queries(String state, String type, String metric) {
    return metric(
        "AWS/Athena",
        metric,
        Map.of("WorkGroup", names.workgroup(), "QueryState", state, "QueryType", type));
  }

  /** Of the state machine of curations. */
  Metric executions(String metric) {
    return metric(
        "AWS/States",
        metric,
        Map.of("StateMachineArn", warehouse.curationStateMachine().orElseThrow()));
  }

  /** Of the queue of calls that failed. */
  Metric failedCalls(String metric) {
    return metric(
        "AWS/SQS", metric, Map.of("QueueName", warehouse.messages().failed().getQueueName()));
  }

  /** Of the bucket of the data; published once a day. */
  Metric data(String metric, String storage) {
    return metric(
        "AWS/S3",
        metric,
        Map.of("BucketName", warehouse.dataBucket().getBucketName(), "StorageType", storage));
  }

  /** Of the table of served rows. */
  Metric served(String metric) {
    return metric("AWS/DynamoDB", metric, Map.of("TableName", names.servingTable()));
  }

  /** The functions' own counts: docs/functions/README.md. */
  Metric count(OperationalCount count) {
    return count(count, Map.of(MetricDimensions.STACK, names.stack()));
  }

  /** A count of a curation. */
  Metric count(CurationName name, OperationalCount count) {
    return count(
        count,
        Map.of(
            MetricDimensions.STACK, names.stack(),
            MetricDimensions.DATABASE, name.database(),
            MetricDimensions.TABLE, name.curation()));
  }

  private static Metric count(OperationalCount count, Map<String, String> dimensions) {
    return metric(OperationalCount.NAMESPACE, count.metric(), dimensions);
  }

  private static Metric metric(String namespace, String name, Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .dimensionsMap(new TreeMap<>(dimensions)) // the same order whenever it is synthesised
        .statistic(Stats.SUM)
        .period(MINUTE)
        .build();
  }
}
