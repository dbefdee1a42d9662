package io.pharos.infra.operations;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;

/** The metric or formula of an alarm, for a period. */
@FunctionalInterface
interface Signal {
  IMetric over(Duration period);

  static Signal sum(Metric metric) {
    return period -> metric.with(MetricOptions.builder().period(cdk(period)).build());
  }

  static Signal maximum(Metric metric) {
    return sum(largest(metric));
  }

  /**
   * A formula of named metrics. In sums and rates, missing data counts as 0.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">Metric
   *     math</a>
   */
  static Signal formula(String formula, Map<String, Metric> metrics) {
    return period ->
        MathExpression.Builder.create()
            .expression(formula)
            .usingMetrics(new TreeMap<>(metrics)) // the same order whenever it is synthesised
            .period(cdk(period))
            .build();
  }

  /** A metric whose maximum of a period counts, not its sum. */
  static Metric largest(Metric metric) {
    return metric.with(MetricOptions.builder().statistic(Stats.MAXIMUM).build());
  }

  private static software.amazon.awscdk.Duration cdk(Duration period) {
    return software.amazon.awscdk.Duration.seconds(period.toSeconds());
  }
}
