package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.definition.DefinitionReader;
import io.pharos.core.definition.Definitions;
import io.pharos.infra.operations.Watched.Use;
import io.pharos.infra.warehouse.WarehouseOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarehouseAlarmsTest {
  /** What CloudWatch takes: 7 days back where periods are an hour, else one; 10 metrics. */
  private static final int MOST_SECONDS = 604_800;

  private static final int MOST_METRICS = 10;

  /** Tables and curations of every kind that alarms differ by. */
  static final Watched VARIED =
      Watched.of(
          definitions(
              Map.of(
                  "web/big.yaml", streaming("stream: {shards: 4}\nflush: {interval: 60s}"),
                  "web/burst.yaml", streaming("stream: {on_demand: true}"),
                  "web/lines.yaml", streaming("format: json"),
                  "web/days.yaml", batch(),
                  "web/weeks.yaml", batch(),
                  "web/months.yaml", batch(),
                  "web/off.yaml", batch(),
                  "web/quiet.yaml", batch()),
              Map.of(
                  "web/days", curation("days", "schedule: cron(0 8 ? * MON-FRI *)\ntimeout: 2h"),
                  "web/weeks", curation("weeks", "schedule: cron(0 8 ? * MON *)"),
                  "web/months", curation("months", "schedule: cron(0 8 1 * ? *)"),
                  "web/off", curation("off", "schedule: rate(1 hour)\nenabled: false"),
                  "web/quiet", curation("quiet", ""))),
          WarehouseOptions.DEFAULTS);

  private final Watched example = Watched.Example.get();

  @Test
  void everyAlarmLooksAtWhatItIsFor() throws IOException {
    List<String> expected =
        Files.readAllLines(Path.of("src/test/resources/operations/alarms.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    assertThat(
            example.alarms().entrySet().stream()
                .map(alarm -> line(alarm.getKey(), alarm.getValue())))
        .containsExactlyElementsOf(expected);
  }

  private static String line(String name, JsonNode alarm) {
    String formula = "";
    Set<String> metrics = new TreeSet<>();
    int seconds = alarm.path("Period").asInt();
    for (JsonNode metric : alarm.path("Metrics")) {
      JsonNode stat = metric.path("MetricStat");
      if (stat.isMissingNode()) {
        formula = metric.path("Expression").asText() + " ";
      } else {
        String what = stat.path("Metric").path("MetricName").asText();
        metrics.add(metric.path("Id").asText() + " = " + stat.path("Stat").asText() + " " + what);
        seconds = stat.path("Period").asInt();
      }
    }
    if (alarm.has("MetricName")) {
      metrics.add(alarm.path("Statistic").asText() + " " + alarm.path("MetricName").asText());
    }
    return "%s | %s | %s| %s %s | %s of %s of %d s | %s"
        .formatted(
            name,
            String.join(", ", metrics),
            formula,
            alarm.path("ComparisonOperator").asText().equals("LessThanThreshold") ? "<" : ">",
            alarm.path("Threshold").asText(),
            alarm.path("DatapointsToAlarm").asText(),
            alarm.path("EvaluationPeriods").asText(),
            seconds,
            missing(alarm.path("TreatMissingData").asText()));
  }

  private static String missing(String treated) {
    return switch (treated) {
      case "notBreaching" -> "fine";
      case "breaching" -> "alarm";
      case "ignore" -> "as before";
      default -> treated;
    };
  }

  @Test
  void everyAlarmTellsTheTopicOfFailuresWhatItMeansAndWhereToRead() {
    assertThat(example.alarms())
        .allSatisfy((name, alarm) -> {
          assertThat(alarm.path("AlarmActions").toString())
              .matches("\\[\\{\"Ref\":\"WarehouseMessagesFailures[0-9A-F]+\"}]");
          assertThat(alarm.path("AlarmDescription").asText())
              .matches("[A-Z].{20,}\\. What to do: docs/runbook\\.md#[a-z-]+");
          assertThat(name).startsWith(alarm.path("AlarmDescription").asText().split("#", -1)[1]);
        });
  }

  @Test
  void alarmsOfThisAccountMayPublishToTheTopicOfFailures() {
    List<JsonNode> allowed = new ArrayList<>();
    example
        .template()
        .all("AWS::SNS::TopicPolicy")
        .values()
        .forEach(policy ->
            policy
                .path("PolicyDocument")
                .path("Statement")
                .forEach(statement -> {
                  if (statement.path("Effect").asText().equals("Allow")) {
                    allowed.add(statement);
                  }
                }));

    assertThat(allowed)
        .singleElement()
        .satisfies(statement -> {
          assertThat(statement.path("Principal").toString())
              .isEqualTo("{\"Service\":\"cloudwatch.amazonaws.com\"}");
          assertThat(statement.path("Action").asText()).isEqualTo("sns:Publish");
          assertThat(statement.path("Resource").path("Ref").asText())
              .startsWith("WarehouseMessagesFailures");
          assertThat(statement.path("Condition").toString())
              .isEqualTo("{\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}");
        });
  }

  @Test
  void alarmsAreOnSumsAndMaximaWithinWhatCloudWatchTakes() {
    for (Watched watched : List.of(example, VARIED)) {
      assertThat(watched.alarmMetrics()).extracting(Use::statistic).containsOnly("Sum", "Maximum");
      assertThat(watched.alarms())
          .allSatisfy((name, alarm) -> {
            List<Use> metrics =
                watched.alarmMetrics().stream().filter(use -> use.by().equals(name)).toList();
            assertThat(metrics).hasSizeBetween(1, MOST_METRICS);
            assertThat(metrics.getFirst().seconds() * alarm.path("EvaluationPeriods").asInt())
                .isLessThanOrEqualTo(MOST_SECONDS);
          });
    }
  }

  @Test
  void thresholdsAreThoseOfTheTable() {
    assertThat(VARIED.alarm("stream-capacity-web.big").toString())
        .contains("MAX([100 * bytes / 251658240, 100 * records / 240000])");
    assertThat(VARIED.alarm("delivery-late-web.big").path("Threshold").asInt())
        .isEqualTo(60 + 15 * 60);
  }

  @Test
  void aStreamOnDemandHasNoCapacityToComeNearTo() {
    assertThat(VARIED.alarms())
        .doesNotContainKey("stream-capacity-web.burst")
        .containsKeys("delivery-late-web.burst", "stream-capacity-web.lines");
  }

  @Test
  void whatIsNotConvertedCannotFailTo() {
    assertThat(VARIED.alarms())
        .doesNotContainKey("delivery-failed-web.lines")
        .containsKeys("delivery-failed-web.big", "delivery-late-web.lines");
  }

  @Test
  void aCurationIsStaleOnceItsScheduleHasPassedAndItHadItsTime() {
    // from Friday to Monday are 72 hours, and the run has 2
    assertThat(VARIED.alarm("served-stale-web.days").path("EvaluationPeriods").asInt())
        .isEqualTo(72 + 2 + 1);
  }

  @Test
  void curationsThatAreRarerThanAnAlarmLooksBackOrRunByNoClockHaveNone() {
    assertThat(VARIED.alarms().keySet())
        .filteredOn(name -> name.startsWith("served-stale"))
        .containsExactly("served-stale-web.days");
  }

  @Test
  void aWarehouseWithoutTablesHasNoAlarmThatWouldNeverEnd() {
    Watched empty =
        Watched.of(
            definitions(Map.of("web/days.yaml", batch()), Map.of()), WarehouseOptions.DEFAULTS);

    assertThat(empty.alarms().values())
        .noneSatisfy(
            alarm -> assertThat(alarm.path("TreatMissingData").asText()).isEqualTo("breaching"));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindIsThereInTheExample(AlarmKind kind) {
    assertThat(example.alarms().keySet()).anyMatch(name -> name.startsWith(kind.text()));
  }

  private static Definitions definitions(
      Map<String, String> tables, Map<String, String> curations) {
    return DefinitionReader.read(
        tables,
        curations.entrySet().stream()
            .flatMap(entry ->
                Map.of(
                    entry.getKey() + ".yaml",
                    entry.getValue(),
                    entry.getKey() + ".sql",
                    "select a, cast(count(*) as bigint) n from web.big group by a")
                    .entrySet()
                    .stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static String streaming(String more) {
    return """
    kind: streaming
    columns: [{name: id, type: string}, {name: a, type: string}, {name: at, type: timestamp}]
    id: id
    event_time: at
    """
        + more;
  }

  private static String batch() {
    return """
    kind: batch
    columns: [{name: a, type: string}, {name: n, type: bigint}]
    partition: {key: day}
    """;
  }

  private static String curation(String name, String more) {
    return """
    inputs: [web.big]
    window: {unit: day, lag: 1h}
    output: {table: web.%1$s, serve: {as: by_%1$s, key: a, sort: day}}
    """
            .formatted(name)
        + more;
  }
}
