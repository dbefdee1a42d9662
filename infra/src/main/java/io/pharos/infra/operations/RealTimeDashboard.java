package io.pharos.infra.operations;

import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.DatabaseDefinition.Ratio;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.MetricDimensions;
import io.pharos.infra.warehouse.ServerlessDataWarehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;
import software.constructs.Construct;

/**
 * {@code <stack>-<database>}: the events of a database's tables by the minute in which they
 * happened, and the ratios that it declares.
 */
final class RealTimeDashboard {
  private static final Duration MINUTE = Duration.minutes(1);
  private static final int TALL = 9;

  private final DatabaseDefinition database;
  private final String stack;

  RealTimeDashboard(
      Construct scope,
      ServerlessDataWarehouse warehouse,
      DatabaseDefinition database,
      List<TableDefinition> tables) {
    this.database = database;
    stack = warehouse.names().stack();
    List<List<IWidget>> rows = new ArrayList<>();
    rows.add(
        List.of(
            Graphs.header(
                database.name(),
                ("Events by the minute in which they happened: a late one is added to its own. "
                        + database.description())
                    .strip())));
    for (List<TableDefinition> part : Graphs.parts(tables)) {
      rows.add(List.of(graph(part.stream().map(TableDefinition::name).toList())));
    }
    Dashboard.Builder.create(scope, "RealTime-" + database.name())
        .dashboardName(stack + "-" + database.name())
        .defaultInterval(Duration.hours(1))
        .widgets(rows)
        .build();
  }

  /** Counts on the left, and on the right their ratios. */
  private IWidget graph(List<TableName> tables) {
    List<IMetric> ratios =
        database.ratios().stream()
            .filter(ratio -> tables.contains(table(ratio.numerator())))
            .map(this::rate)
            .toList();
    return Graphs.base("Events a minute", Graphs.WHOLE)
        .height(TALL)
        .left(tables.stream().map(this::count).toList())
        .right(ratios)
        .rightYAxis(YAxisProps.builder().min(0).showUnits(false).build())
        .build();
  }

  private IMetric rate(Ratio ratio) {
    String numerator = ratio.numerator();
    String denominator = ratio.denominator();
    return MathExpression.Builder.create()
        .label(ratio.name())
        .expression(numerator + " / " + denominator)
        .usingMetrics(
            new TreeMap<>( // the same order whenever it is synthesised
                Map.of(numerator, count(table(numerator)), denominator, count(table(denominator)))))
        .period(MINUTE)
        .build();
  }

  private TableName table(String name) {
    return new TableName(database.name(), name);
  }

  private Metric count(TableName table) {
    return Metric.Builder.create()
        .namespace(database.namespace())
        .metricName(DatabaseDefinition.metric(table))
        .dimensionsMap(Map.of(MetricDimensions.STACK, stack))
        .label(DatabaseDefinition.metric(table))
        .statistic(Stats.SUM)
        .period(MINUTE)
        .build();
  }
}
