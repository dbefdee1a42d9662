package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.infra.operations.Watched.Use;
import io.pharos.infra.warehouse.WarehouseOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DashboardsTest {
  private static final String OPERATIONS = "Operations";
  private static final int TABLES = 30;

  /** Lines that a person tells apart, and ratios beside them. */
  private static final int READABLE = 12;

  static final Watched MANY = many();

  private final Watched example = Watched.Example.get();

  @Test
  void thereIsOneOfTheOperationAndOneOfEachDatabaseThatEventsAreSentTo() {
    assertThat(example.dashboards()).containsOnlyKeys(OPERATIONS, "advertising");
    assertThat(MANY.dashboards()).containsOnlyKeys(OPERATIONS, "shop", "web");
  }

  @Test
  void everySectionHasAHeadingAndGraphs() {
    Map<String, List<JsonNode>> sections = sections(example);

    assertThat(sections.keySet())
        .containsExactly(
            "Alarms",
            "Beacon",
            "Streams",
            "Firehose",
            "Functions",
            "Lake",
            "Athena",
            "Curations",
            "Partitions");
    assertThat(sections.get("Alarms"))
        .singleElement()
        .satisfies(widget ->
            assertThat(widget.path("properties").path("alarms")).hasSize(example.alarms().size()));
    sections.remove("Alarms");
    assertThat(sections)
        .allSatisfy((section, widgets) ->
            assertThat(widgets)
                .isNotEmpty()
                .allSatisfy(widget -> {
                  assertThat(widget.path("type").asText()).isEqualTo("metric");
                  assertThat(widget.path("properties").path("title").asText()).isNotBlank();
                  assertThat(widget.path("properties").path("metrics")).isNotEmpty();
                }));
  }

  @Test
  void eachServiceIsOnTheDashboardOfTheOperation() {
    assertThat(example.dashboardMetrics(OPERATIONS))
        .extracting(Use::namespace)
        .contains(
            "AWS/ApiGateway",
            "AWS/Kinesis",
            "AWS/Firehose",
            "AWS/Lambda",
            "AWS/S3",
            "AWS/Athena",
            "AWS/States",
            "AWS/DynamoDB",
            "AWS/SQS",
            "Pharos");
  }

  @Test
  void everyMetricThatAnAlarmLooksAtIsOnTheDashboardToo() {
    List<String> shown =
        example.dashboardMetrics(OPERATIONS).stream()
            .map(use -> use.namespace() + " " + use.name())
            .toList();

    assertThat(example.alarmMetrics())
        .allSatisfy(use -> assertThat(shown).contains(use.namespace() + " " + use.name()));
  }

  @Test
  void countsAMinuteAreOnTheLeftFromZeroAndRatiosOnTheRight() {
    JsonNode graph = graphs(example, "advertising").getFirst().path("properties");

    assertThat(example.dashboardMetrics("advertising"))
        .allSatisfy(use -> {
          assertThat(use.statistic()).isEqualTo("Sum");
          assertThat(use.seconds()).isEqualTo(60);
        })
        .extracting(Use::name)
        .containsExactly("Clicks", "Impressions");
    assertThat(graph.path("yAxis").path("left").path("min").asInt(-1)).isZero();
    assertThat(graph.path("yAxis").path("right").path("min").asInt(-1)).isZero();
    JsonNode ratio = graph.path("metrics").path(2).path(0);
    assertThat(ratio.path("label").asText()).isEqualTo("ClickthroughRate");
    assertThat(ratio.path("expression").asText()).isEqualTo("clicks / impressions");
    assertThat(ratio.path("yAxis").asText()).isEqualTo("right");
    assertThat(graph.path("metrics").path(0).path(4).path("id").asText()).isEqualTo("clicks");
    assertThat(graph.path("metrics").path(1).path(4).path("id").asText()).isEqualTo("impressions");
  }

  @Test
  void everyTableOfManyIsShownOnceInGraphsThatCanBeRead() {
    List<String> counted = new ArrayList<>();
    for (JsonNode graph : graphs(MANY, "web")) {
      int lines = 0;
      for (JsonNode line : graph.path("properties").path("metrics")) {
        JsonNode options = line.path(line.size() - 1);
        if (options.path("visible").asBoolean(true)) {
          lines++;
          if (line.path(0).isTextual()) {
            counted.add(line.path(1).asText());
          }
        }
      }
      assertThat(lines).isLessThanOrEqualTo(READABLE);
    }
    assertThat(counted)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, TABLES).mapToObj("Table%d"::formatted).toList());
  }

  @Test
  void aRatioOfTablesInTwoGraphsFindsBoth() {
    // Table30 is in the last graph, Table1 in the first
    List<JsonNode> ratios =
        graphs(MANY, "web").stream()
            .filter(graph -> graph.toString().contains("\"First\""))
            .toList();

    assertThat(ratios)
        .singleElement()
        .satisfies(graph -> {
          assertThat(graph.toString()).contains("table30 / table1", "\"Table30\"", "\"Table1\"");
          assertThat(graph.toString()).contains("\"visible\":false");
        });
  }

  @Test
  void dashboardsOfManyTablesStayWithinWhatCloudWatchTakes() {
    MANY.dashboards()
        .forEach((name, widgets) -> {
          assertThat(widgets).hasSizeLessThanOrEqualTo(500);
          assertThat(MANY.dashboardMetrics(name)).hasSizeLessThanOrEqualTo(2_500);
          assertThat(widgets)
              .allSatisfy(widget -> {
                JsonNode properties = widget.path("properties");
                assertThat(properties.path("metrics").size()).isLessThanOrEqualTo(READABLE);
                assertThat(properties.path("alarms").size()).isLessThanOrEqualTo(100);
                assertThat(widget.path("x").asInt() + widget.path("width").asInt())
                    .isLessThanOrEqualTo(24);
              });
        });
    assertThat(
            Objects.requireNonNull(sections(MANY).get("Alarms")).stream()
                .mapToInt(w -> w.path("properties").path("alarms").size())
                .sum())
        .isEqualTo(MANY.alarms().size())
        .isGreaterThan(100);
  }

  @Test
  void noTwoWidgetsLieOnEachOther() {
    for (Watched watched : List.of(example, MANY)) {
      watched
          .dashboards()
          .values()
          .forEach(widgets -> {
            boolean[][] taken = new boolean[1_000][24];
            for (JsonNode widget : widgets) {
              for (int y = 0; y < widget.path("height").asInt(); y++) {
                for (int x = 0; x < widget.path("width").asInt(); x++) {
                  int row = widget.path("y").asInt() + y;
                  int column = widget.path("x").asInt() + x;
                  assertThat(taken[row][column]).isFalse();
                  taken[row][column] = true;
                }
              }
            }
          });
    }
  }

  /** The widgets below each heading. */
  private static Map<String, List<JsonNode>> sections(Watched watched) {
    Map<String, List<JsonNode>> sections = new LinkedHashMap<>();
    List<JsonNode> section = new ArrayList<>();
    for (JsonNode widget : Objects.requireNonNull(watched.dashboards().get(OPERATIONS))) {
      if (widget.path("type").asText().equals("text")) {
        section = new ArrayList<>();
        String[] lines = widget.path("properties").path("markdown").asText().split("\n", -1);
        assertThat(lines).hasSize(2).doesNotContain("");
        sections.put(lines[0].replace("## ", ""), section);
      } else {
        section.add(widget);
      }
    }
    return sections;
  }

  private static List<JsonNode> graphs(Watched watched, String dashboard) {
    return Objects.requireNonNull(watched.dashboards().get(dashboard)).stream()
        .filter(widget -> widget.path("type").asText().equals("metric"))
        .toList();
  }

  private static Watched many() {
    String table =
        """
        kind: streaming
        columns: [{name: id, type: string}, {name: at, type: timestamp}]
        id: id
        event_time: at
        """;
    Map<String, String> tables = new LinkedHashMap<>();
    IntStream.rangeClosed(1, TABLES)
        .forEach(i -> tables.put("web/table%d.yaml".formatted(i), table));
    tables.put("shop/orders.yaml", table);
    tables.put(
        "web/_database.yaml",
        """
        ratios:
          - {name: First, numerator: table30, denominator: table1}
          - {name: Second, numerator: table2, denominator: table3}
        """);
    return Watched.of(DefinitionReader.read(tables, Map.of()), WarehouseOptions.DEFAULTS);
  }
}
