package io.pharos.aws.cloudwatch;

import io.pharos.aws.Actions;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.MetricDimensions;
import io.pharos.core.metrics.MetricSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * Counts per minute as CloudWatch metrics: in the database's namespace, named like the table in
 * PascalCase, by stack; read them as a sum.
 */
public final class CloudWatchMetricSink implements MetricSink {
  /** PutMetricData accepts at most 1,000 metrics, and 1 MB, which 1,000 of ours never reach. */
  static final int MAX_DATA = 1_000;

  private final CloudWatchClient cloudWatch;
  private final Definitions definitions;
  private final Dimension stack;

  /**
   * A sink of one stack.
   *
   * @param stack separates its counts from those of other stacks with the same tables
   */
  public CloudWatchMetricSink(CloudWatchClient cloudWatch, Definitions definitions, String stack) {
    this.cloudWatch = cloudWatch;
    this.definitions = definitions;
    this.stack = Dimension.builder().name(MetricDimensions.STACK).value(stack).build();
  }

  @Actions("cloudwatch:PutMetricData")
  @Override
  public void add(TableName table, Map<Long, Long> counts) {
    List<MetricDatum> data = new ArrayList<>();
    new TreeMap<>(counts)
        .forEach((minute, count) ->
            data.add(
                MetricDatum.builder()
                    .metricName(DatabaseDefinition.metric(table))
                    .dimensions(stack)
                    .timestamp(Instant.ofEpochSecond(minute * 60))
                    .value(count.doubleValue())
                    .unit(StandardUnit.COUNT)
                    .build()));
    for (int from = 0; from < data.size(); from += MAX_DATA) {
      List<MetricDatum> batch = data.subList(from, Math.min(from + MAX_DATA, data.size()));
      cloudWatch.putMetricData(put -> put.namespace(namespace(table.database())).metricData(batch));
    }
  }

  private String namespace(String database) {
    DatabaseDefinition definition = definitions.databases().get(database);
    if (definition == null) {
      throw new IllegalArgumentException("there is no database '" + database + "'");
    }
    return definition.namespace();
  }
}
