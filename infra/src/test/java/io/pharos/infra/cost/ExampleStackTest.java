package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.infra.operations.Watched;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model says what the stack of the shipped tables and curations has. */
class ExampleStackTest {
  private static final Load IDLE = Loads.single(0);

  private final Watched example = Watched.Example.get();

  @Test
  void itsAlarmsLookAtAsManyMetrics() {
    int ofTables =
        example.alarmMetrics().stream()
            .filter(use -> use.by().matches("(stream|delivery)-.*"))
            .toList()
            .size();

    assertThat(quantity(Service.CLOUDWATCH, "alarms")).isEqualTo(example.alarmMetrics().size());
    assertThat(Assumption.ALARMS_TABLE.value() * IDLE.tables()).isEqualTo(ofTables);
  }

  @Test
  void itHasAsManyDashboardsAndOneOfThemIsSmallEnoughToBeFree() {
    assertThat(quantity(Service.CLOUDWATCH, "dashboards")).isEqualTo(example.dashboards().size());
    assertThat(example.dashboardMetrics("Operations")).hasSizeGreaterThan(50);
    assertThat(example.dashboardMetrics("advertising")).hasSizeLessThanOrEqualTo(50);
  }

  @Test
  void itHasNoKeyOfItsOwn() {
    assertThat(example.template().all("AWS::KMS::Key")).isEmpty();
    assertThat(Loads.PRICES.prices()).doesNotContainKey("kms.keys");
  }

  @Test
  void itsShardsAreThoseOfTheIdleBill() {
    int shards =
        example.template().all("AWS::Kinesis::Stream").values().stream()
            .mapToInt(stream -> stream.path("ShardCount").asInt())
            .sum();

    assertThat(KinesisCost.shards(IDLE)).isEqualTo(shards);
  }

  @Test
  void functionsHaveTheMemoryOfTheModelAndNeitherTracesNorLinesOfLambdas() {
    List<Invocations> functions = LambdaCost.functions(IDLE);

    assertThat(example.template().all("AWS::Lambda::Function").values())
        .hasSameSizeAs(functions)
        .allSatisfy(function -> {
          String name = function.path("FunctionName").asText().replaceFirst("pharos-main-", "");
          assertThat(functions)
              .filteredOn(each -> each.function().equals(name))
              .singleElement()
              .satisfies(each ->
                  assertThat(each.memoryMegabytes())
                      .isEqualTo(function.path("MemorySize").asDouble()));
          assertThat(function.has("TracingConfig")).isFalse();
          assertThat(function.path("LoggingConfig").path("SystemLogLevel").asText())
              .isEqualTo("WARN");
        });
  }

  @Test
  void routesHaveNoMetricsOfTheirOwn() {
    assertThat(
            example
                .template()
                .only("AWS::ApiGatewayV2::Stage")
                .path("DefaultRouteSettings")
                .path("DetailedMetricsEnabled")
                .asBoolean())
        .isFalse();
  }

  private static double quantity(Service service, String what) {
    return Estimate.of(IDLE, Loads.PRICES).lines().stream()
        .map(Estimate.Line::charge)
        .filter(charge -> charge.service() == service && charge.what().equals(what))
        .mapToDouble(Charge::quantity)
        .sum();
  }
}
