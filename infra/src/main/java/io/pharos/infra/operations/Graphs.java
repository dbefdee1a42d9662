package io.pharos.infra.operations;

import io.pharos.core.definition.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.Stats;
import software.amazon.awscdk.services.cloudwatch.TextWidget;
import software.amazon.awscdk.services.cloudwatch.YAxisProps;

/** Graphs of dashboards, which are 24 columns wide. */
final class Graphs {
  static final int WHOLE = 24;
  static final int HALF = 12;
  static final int THIRD = 8;

  private static final int HEIGHT = 6;
  private static final int HEADER_HEIGHT = 2;

  /** The most lines that people can tell apart; CloudWatch would draw 500. */
  private static final int LINES = 10;

  private Graphs() {}

  /** The heading of a section, with its description. */
  static IWidget header(String title, String about) {
    return TextWidget.Builder.create()
        .markdown("## " + title + "\n" + about)
        .width(WHOLE)
        .height(HEADER_HEIGHT)
        .build();
  }

  static IWidget graph(String title, int width, List<? extends IMetric> metrics) {
    return base(title, width).left(metrics).build();
  }

  /** A graph of counts, from 0 on. */
  static GraphWidget.Builder base(String title, int width) {
    return GraphWidget.Builder.create()
        .title(title)
        .width(width)
        .height(HEIGHT)
        .leftYAxis(YAxisProps.builder().min(0).showUnits(false).build());
  }

  /** A line per table, in as many graphs as needed to tell lines apart. */
  static List<IWidget> byTable(
      String title, int width, List<TableDefinition> tables, Function<TableDefinition, Metric> of) {
    List<List<TableDefinition>> parts = parts(tables);
    List<IWidget> graphs = new ArrayList<>();
    for (List<TableDefinition> part : parts) {
      String which = parts.size() == 1 ? "" : " (%d/%d)".formatted(graphs.size() + 1, parts.size());
      graphs.add(
          graph(
              title + which,
              width,
              part.stream()
                  .map(table -> labelled(of.apply(table), table.name().toString()))
                  .toList()));
    }
    return graphs;
  }

  static <T> List<List<T>> parts(List<T> all) {
    int parts = Math.ceilDiv(all.size(), LINES);
    return IntStream.range(0, parts)
        .mapToObj(part -> all.subList(part * LINES, Math.min(all.size(), (part + 1) * LINES)))
        .toList();
  }

  static Metric labelled(Metric metric, String label) {
    return metric.with(MetricOptions.builder().label(label).build());
  }

  /** The percentile of a duration, without the slowest. */
  static Metric p95(Metric metric) {
    return metric.with(MetricOptions.builder().statistic(Stats.p(95)).build());
  }
}
