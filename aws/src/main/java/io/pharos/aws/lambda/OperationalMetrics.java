package io.pharos.aws.lambda;

import static io.pharos.core.deployment.MetricDimensions.DATABASE;
import static io.pharos.core.deployment.MetricDimensions.STACK;
import static io.pharos.core.deployment.MetricDimensions.TABLE;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.OperationalCount;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * Operational counts of a function, as lines of CloudWatch's embedded metric format on standard
 * output. CloudWatch makes metrics of them in the namespace {@code Pharos}, by stack, database and
 * table.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">The
 *     format</a>
 */
public final class OperationalMetrics {
  private final String stack;
  private final Clock clock;
  private final PrintStream out;

  public OperationalMetrics(String stack, Clock clock, PrintStream out) {
    this.stack = stack;
    this.clock = clock;
    this.out = out;
  }

  /** Writes counts of a table, without zeros. */
  public void count(TableName table, Map<OperationalCount, Long> counts) {
    count(table.database(), table.table(), counts);
  }

  /** Writes counts of a curation, without zeros. */
  public void count(CurationName curation, Map<OperationalCount, Long> counts) {
    count(curation.database(), curation.curation(), counts);
  }

  private void count(String database, String name, Map<OperationalCount, Long> counts) {
    Map<OperationalCount, Long> told = new TreeMap<>(counts);
    told.values().removeIf(count -> count == 0);
    if (told.isEmpty()) {
      return;
    }
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    ObjectNode aws = line.putObject("_aws").put("Timestamp", clock.millis());
    ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", OperationalCount.NAMESPACE);
    ArrayNode dimensions = directive.putArray("Dimensions");
    dimensions.addArray().add(STACK).add(DATABASE).add(TABLE);
    dimensions.addArray().add(STACK);
    ArrayNode metrics = directive.putArray("Metrics");
    line.put(STACK, stack).put(DATABASE, database).put(TABLE, name);
    told.forEach((count, value) -> {
      metrics.addObject().put("Name", count.metric()).put("Unit", "Count");
      line.put(count.metric(), value);
    });
    out.println(line);
  }
}
