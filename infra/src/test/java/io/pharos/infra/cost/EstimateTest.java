package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EstimateTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 500})
  void noServiceGetsCheaperWithMoreEvents(int batch) {
    Map<Service, Double> before = of(Loads.batches(0, batch)).byService();
    for (double rate = 0.001; rate < 1e6; rate *= 1.7) {
      Map<Service, Double> now = of(Loads.batches(rate, batch)).byService();
      for (Service service : Service.values()) {
        assertThat(now.getOrDefault(service, 0.0))
            .as("%s at %s", service, rate)
            .isGreaterThanOrEqualTo(before.getOrDefault(service, 0.0) - 1e-9);
      }
      before = now;
    }
  }

  @ParameterizedTest
  @EnumSource(StreamMode.class)
  void tablesAndLookupsCostMore(StreamMode mode) {
    double few = of(new Load(10, 200, 1, 0, 2, mode)).dollarsPerMonth();
    assertThat(of(new Load(10, 200, 1, 0, 3, mode)).dollarsPerMonth()).isGreaterThan(few);
    assertThat(of(new Load(10, 200, 1, 5, 2, mode)).dollarsPerMonth()).isGreaterThan(few);
  }

  @Test
  void idleCostsNothingByTheEvent() {
    Estimate idle = of(Loads.single(0));

    assertThat(idle.dollarsPerMillion()).isEmpty();
    assertThat(idle.byService())
        .containsEntry(Service.HTTP_API, 0.0)
        .containsEntry(Service.FIREHOSE, 0.0)
        .containsEntry(Service.TRANSFER, 0.0);
    assertThat(idle.dollarsPerMonth()).isBetween(20.0, 40.0);
    assertThat(idle.lines())
        .allSatisfy(line -> assertThat(line.dollars()).isGreaterThanOrEqualTo(0).isFinite());
  }

  @Test
  void theFreeTierTakesOffWhatIsUsedAndNoMoreThanThereIs() {
    // 10 metrics of alarms, 3.125 counts, the dashboard of the database
    assertThat(of(Loads.single(0)).freePerMonth(Loads.PRICES))
        .isCloseTo(1.00 + 3.125 * 0.30 + 3.00, within(1e-6));
    // with events 10 of 17.125 counts
    assertThat(of(Loads.single(10)).freePerMonth(Loads.PRICES))
        .isCloseTo(1.00 + 3.00 + 3.00, within(1e-6));
    // a dashboard of more than 50 metrics is none of the free ones
    assertThat(of(new Load(10, 200, 1, 0, 51, StreamMode.SHARDS)).freePerMonth(Loads.PRICES))
        .isCloseTo(1.00 + 3.00, within(1e-6));
  }

  @Test
  void servicesAndLinesAddUpToTheTotal() {
    Estimate estimate = of(Loads.batches(123, 10));

    assertThat(estimate.byService().values().stream().mapToDouble(Double::doubleValue).sum())
        .isCloseTo(estimate.dollarsPerMonth(), within(1e-6));
    assertThat(estimate.dollarsPerMillion().getAsDouble())
        .isCloseTo(estimate.dollarsPerMonth() / (123 * 2.628), within(1e-6));
  }

  @Test
  void tiersCountWhatAllUsesOfAPriceAddUpTo() {
    // 262.8 million of each are under the tier alone, and over it together
    Load both = new Load(100, 200, 1, 100, 2, StreamMode.SHARDS);
    assertThat(of(both).byService().get(Service.HTTP_API))
        .isCloseTo(300 + 225.6 * 0.90, within(0.005));
  }

  @Test
  void limitsAreInEventsASecondAndSayWhatToRaise() {
    assertThat(of(Loads.single(0)).limits())
        .allSatisfy(limit -> {
          assertThat(limit.eventsPerSecond()).isPositive().isFinite();
          assertThat(limit.raise()).isNotBlank();
        })
        .anySatisfy(limit -> {
          assertThat(limit.service()).isEqualTo(Service.HTTP_API);
          assertThat(limit.what()).isEqualTo("10,000 requests/s an account");
          assertThat(limit.eventsPerSecond()).isEqualTo(10_000);
        })
        .anySatisfy(limit -> {
          assertThat(limit.what()).isEqualTo("1 shard a table, as shipped");
          assertThat(limit.eventsPerSecond()).isEqualTo(2_000);
        });
    assertThat(of(Loads.onDemand(0)).limits())
        .anySatisfy(limit -> assertThat(limit.eventsPerSecond()).isEqualTo(8_000));
  }

  @Test
  void theShippedStackThrottlesBeforeTheAccount() {
    assertThat(of(Loads.batches(0, 100)).limits())
        .filteredOn(limit -> limit.service() == Service.HTTP_API)
        .extracting(Limit::what, Limit::eventsPerSecond, Limit::raise)
        .containsExactly(
            tuple(
                "5,000 requests/s a stack, as shipped",
                500_000.0,
                "larger batches; RequestsPerSecond in config/<branch>.json"),
            tuple(
                "10,000 requests/s an account",
                1_000_000.0,
                "larger batches; the account's API Gateway throttle quota"));
  }

  @Test
  void lookUpsAreNotBatched() {
    assertThat(of(Loads.lookups(6_000)).limits())
        .filteredOn(limit -> limit.service() == Service.HTTP_API)
        .extracting(Limit::eventsPerSecond, Limit::raise)
        .containsExactly(
            tuple(0.0, "RequestsPerSecond in config/<branch>.json"),
            tuple(4_000.0, "the account's API Gateway throttle quota"));
  }

  @Test
  void goalsAreComparedAsTheyAre() {
    List<Goal> goals = Goal.of(Loads.single(5), Loads.PRICES);

    assertThat(goals.get(0).actual())
        .isEqualTo(of(Loads.single(100)).dollarsPerMillion().getAsDouble());
    assertThat(goals.get(1).actual())
        .isEqualTo(of(Loads.batches(100, 100)).dollarsPerMillion().getAsDouble());
    assertThat(goals.get(2).actual()).isEqualTo(of(Loads.single(0)).dollarsPerMonth());
    assertThat(goals)
        .allSatisfy(goal -> assertThat(goal.met()).isEqualTo(goal.actual() < goal.dollars()));
  }

  private static Estimate of(Load load) {
    return Estimate.of(load, Loads.PRICES);
  }
}
