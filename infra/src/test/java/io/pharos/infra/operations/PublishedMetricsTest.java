package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.deployment.OperationalCount;
import io.pharos.infra.operations.Watched.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alarms and dashboards look at what somebody publishes, and at nobody else's. */
class PublishedMetricsTest {
  private static final String OWN = OperationalCount.NAMESPACE;
  private static final Set<Set<String>> OWN_DIMENSIONS =
      Set.of(Set.of("Stack"), Set.of("Stack", "Database", "Table"));

  private final Watched example = Watched.Example.get();

  /** A metric with the sets of dimensions that it comes with. */
  private record Published(String namespace, String name, Set<Set<String>> dimensions) {}

  private Stream<Use> uses() {
    return Stream.concat(
        example.alarmMetrics().stream(),
        example.dashboards().keySet().stream()
            .flatMap(dashboard -> example.dashboardMetrics(dashboard).stream()));
  }

  @Test
  void everyMetricOfAServiceIsOneThatItPublishesWithTheseDimensions() throws IOException {
    List<Published> published = published();

    assertThat(uses().filter(use -> use.namespace().startsWith("AWS/")))
        .hasSizeGreaterThan(60)
        .allSatisfy(use ->
            assertThat(published)
                .as("%s", use)
                .anySatisfy(metric -> {
                  assertThat(metric.namespace()).isEqualTo(use.namespace());
                  assertThat(metric.name()).isEqualTo(use.name());
                  assertThat(metric.dimensions()).contains(use.dimensions().keySet());
                }));
  }

  @Test
  void everyCountOfOurOwnIsOneThatAFunctionTells() throws IOException {
    String told = Files.readString(Path.of("../docs/functions/README.md"));

    assertThat(uses().filter(use -> use.namespace().equals(OWN)))
        .hasSizeGreaterThan(10)
        .allSatisfy(use -> {
          assertThat(OWN_DIMENSIONS).contains(use.dimensions().keySet());
          assertThat(told).contains("`" + use.name() + "`");
        });
    assertThat(OperationalCount.values())
        .allSatisfy(count -> assertThat(told).contains("`" + count.metric() + "`"));
  }

  @Test
  void everyOtherMetricIsTheCountOfATable() {
    Set<String> counted = new HashSet<>();
    Watched.shipped().streamingTables().stream()
        .map(TableDefinition::name)
        .forEach(table -> counted.add("Warehouse/Advertising " + DatabaseDefinition.metric(table)));

    assertThat(
            uses()
                .filter(use -> !use.namespace().startsWith("AWS/"))
                .filter(use -> !use.namespace().equals(OWN)))
        .allSatisfy(use -> {
          assertThat(counted).contains(use.namespace() + " " + use.name());
          assertThat(use.dimensions()).isEqualTo(Map.of("Stack", Watched.STACK));
        })
        .hasSize(2);
  }

  @Test
  void everyMetricIsOfThisStack() {
    assertThat(uses())
        .allSatisfy(use ->
            assertThat(use.dimensions().values())
                .as("%s", use)
                .anyMatch(value ->
                    value.equals(Watched.STACK)
                        || value.startsWith(Watched.STACK + "-")
                        || value.startsWith("${Warehouse")
                        || value.startsWith("${HttpApi")));
    assertThat(example.dashboards().values().toString()).doesNotContain("SEARCH(");
  }

  private static List<Published> published() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/operations/published-metrics.txt"))
        .stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.split("\\s*\\|\\s*", -1))
        .flatMap(fields -> {
          assertThat(fields).hasSize(4);
          assertThat(fields[3]).startsWith("https://docs.aws.amazon.com/");
          Set<Set<String>> dimensions =
              Arrays.stream(fields[2].split("\\s*;\\s*", -1))
                  .map(set -> Set.of(set.split("\\s*,\\s*", -1)))
                  .collect(Collectors.toSet());
          return Arrays.stream(fields[1].split("\\s*,\\s*", -1))
              .map(name -> new Published(fields[0], name, dimensions));
        })
        .toList();
  }
}
