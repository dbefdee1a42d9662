package io.pharos.infra.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.core.deployment.StackNames;
import io.pharos.infra.TemplateTree;
import io.pharos.infra.stack.KeptTemplates;
import io.pharos.infra.stack.PackagedCode;
import io.pharos.infra.warehouse.WarehouseOptions;
import io.pharos.infra.warehouse.WarehouseProps;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The template of a warehouse, asked for what watches it. */
public final class Watched {
  static final String STACK = "pharos-main";

  private final TemplateTree template;

  private Watched(TemplateTree template) {
    this.template = template;
  }

  /** What is shipped, by default. */
  public static final class Example {
    private static final Watched WATCHED = of(shipped(), WarehouseOptions.DEFAULTS);

    private Example() {}

    public static Watched get() {
      return WATCHED;
    }
  }

  static Definitions shipped() {
    return DefinitionReader.read(Path.of("../tables"), Path.of("../curations"));
  }

  static Watched of(Definitions definitions, WarehouseOptions options) {
    WarehouseProps props =
        WarehouseProps.of(StackNames.of(STACK), PackagedCode.none()).withOptions(options);
    return new Watched(TemplateTree.of(KeptTemplates.template(props, definitions)));
  }

  public TemplateTree template() {
    return template;
  }

  /** A metric, and who looks at it. */
  public record Use(
      String by,
      String namespace,
      String name,
      Map<String, String> dimensions,
      String statistic,
      int seconds) {}

  /** The properties of alarms, by their names without the stack's. */
  public Map<String, JsonNode> alarms() {
    Map<String, JsonNode> alarms = new TreeMap<>();
    template
        .all("AWS::CloudWatch::Alarm")
        .values()
        .forEach(alarm ->
            alarms.put(alarm.path("AlarmName").asText().substring(STACK.length() + 1), alarm));
    return alarms;
  }

  /** The properties of an alarm. */
  JsonNode alarm(String name) {
    return Objects.requireNonNull(alarms().get(name), name);
  }

  /** The widgets of dashboards, by their names without the stack's. */
  public Map<String, List<JsonNode>> dashboards() {
    Map<String, List<JsonNode>> dashboards = new TreeMap<>();
    template
        .all("AWS::CloudWatch::Dashboard")
        .values()
        .forEach(dashboard ->
            dashboards.put(
                dashboard.path("DashboardName").asText().substring(STACK.length() + 1),
                TemplateTree.json(text(dashboard.path("DashboardBody")))
                    .path("widgets")
                    .valueStream()
                    .toList()));
    return dashboards;
  }

  /** Every metric of every alarm. */
  public List<Use> alarmMetrics() {
    List<Use> uses = new ArrayList<>();
    alarms()
        .forEach((name, alarm) -> {
          if (alarm.has("MetricName")) {
            uses.add(use(name, alarm, alarm.path("Statistic"), alarm.path("Period")));
          }
          for (JsonNode metric : alarm.path("Metrics")) {
            JsonNode stat = metric.path("MetricStat");
            if (!stat.isMissingNode()) {
              uses.add(use(name, stat.path("Metric"), stat.path("Stat"), stat.path("Period")));
            }
          }
        });
    return uses;
  }

  private static Use use(String by, JsonNode metric, JsonNode statistic, JsonNode period) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    metric
        .path("Dimensions")
        .forEach(dimension ->
            dimensions.put(dimension.path("Name").asText(), text(dimension.path("Value"))));
    return new Use(
        by,
        metric.path("Namespace").asText(),
        metric.path("MetricName").asText(),
        dimensions,
        statistic.asText(),
        period.asInt());
  }

  /** Every metric of every graph, also of those that only a formula reads. */
  public List<Use> dashboardMetrics(String dashboard) {
    List<Use> uses = new ArrayList<>();
    for (JsonNode widget : dashboards().getOrDefault(dashboard, List.of())) {
      for (JsonNode line : widget.path("properties").path("metrics")) {
        if (line.path(0).isTextual()) {
          uses.add(use(widget.path("properties").path("title").asText(), line));
        }
      }
    }
    return uses;
  }

  /** {@code [namespace, name, dimension, value, .., {options}]}. */
  private static Use use(String by, JsonNode line) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    Iterator<JsonNode> rest = line.iterator();
    String namespace = rest.next().asText();
    String name = rest.next().asText();
    JsonNode next = rest.next();
    while (next.isTextual()) {
      dimensions.put(next.asText(), rest.next().asText());
      next = rest.next();
    }
    return new Use(
        by, namespace, name, dimensions, next.path("stat").asText(), next.path("period").asInt());
  }

  /** A text that CloudFormation puts together, with the names of what it does not know yet. */
  static String text(JsonNode value) {
    if (value.isTextual()) {
      return value.asText();
    }
    if (value.has("Fn::Join")) {
      StringBuilder text = new StringBuilder();
      value.path("Fn::Join").path(1).forEach(part -> text.append(text(part)));
      return text.toString();
    }
    if (value.has("Ref")) {
      return "${" + value.path("Ref").asText() + "}";
    }
    JsonNode attribute = value.path("Fn::GetAtt");
    return "${" + attribute.path(0).asText() + "." + attribute.path(1).asText() + "}";
  }
}
