package io.pharos.core.curation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.run.RunDriver.Driven;
import io.pharos.core.definition.CurationDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.serving.LookupOutcome;
import io.pharos.core.serving.LookupRequest;
import io.pharos.core.serving.ServedLookup;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.testing.Curated;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryQueryEngine;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.InMemoryServingTable;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What runs write and serve where their output is not the shipped example's. */
class ServedByDateTest {
  private final Definitions definitions = Curated.shop();
  private final InMemoryQueryEngine engine = new InMemoryQueryEngine();
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InMemoryServingTable serving = new InMemoryServingTable();
  private final MovableClock clock = new MovableClock("2026-11-21T12:00:00Z");
  private final CurationRunner runner =
      new CurationRunner(
          definitions, engine, catalog, serving, new InMemoryRunHistory(), notice -> {}, clock);
  private final RunDriver driver = new RunDriver(runner, engine, clock);

  @Test
  void aRowIsSortedByItsOwnDateAndKeepsItsValues() {
    engine.willWrite(
        List.of(
            receipt("c", new BigDecimal("123456789012345678.90"), LocalDate.of(2026, 11, 19)),
            receipt("d", null, LocalDate.of(2026, 11, 20))));

    assertThat(run("shop.receipts").message()).isEmpty();

    assertThat(serving.all("shop.paid"))
        .containsExactly(
            new ServedRow(
                "c",
                "2026-11-19",
                "{\"total\":123456789012345678.90,\"first_at\":\"2026-11-20 09:41:00.123\","
                    + "\"items\":[\"a\",\"b\"],\"returns\":1,\"orders\":2}"),
            new ServedRow(
                "d",
                "2026-11-20",
                "{\"total\":null,\"first_at\":\"2026-11-20 09:41:00.123\","
                    + "\"items\":[\"a\",\"b\"],\"returns\":1,\"orders\":2}"));
  }

  @Test
  void aDecimalIsServedWithItsScaleAndIsLookedUpWithIt() {
    engine.willWrite(
        List.of(
            receipt("c", new BigDecimal("60.00"), LocalDate.of(2026, 11, 19)),
            receipt("c", new BigDecimal("-0.0000000001"), LocalDate.of(2026, 11, 20))));
    run("shop.receipts");

    assertThat(lookedUp("c"))
        .contains("\"paid_on\":\"2026-11-19\",\"total\":60.00,")
        .contains("\"paid_on\":\"2026-11-20\",\"total\":-0.0000000001,");
  }

  private String lookedUp(String key) {
    LookupOutcome outcome =
        new ServedLookup(definitions, serving, clock)
            .find(
                new LookupRequest(
                    "shop",
                    "paid",
                    key,
                    Optional.of("2026-11-01"),
                    Optional.of("2026-11-30"),
                    Optional.empty(),
                    Optional.empty()));
    return ((LookupOutcome.Found) outcome).json();
  }

  @Test
  void aRowThatMovedToAnotherDateIsServedThereOnly() {
    engine.willWrite(List.of(receipt("c", BigDecimal.ONE, LocalDate.of(2026, 11, 19))));
    run("shop.receipts");
    engine.willWrite(List.of(receipt("c", BigDecimal.ONE, LocalDate.of(2026, 11, 20))));
    run("shop.receipts");

    assertThat(serving.all("shop.paid")).map(ServedRow::sort).containsExactly("2026-11-20");
  }

  @Test
  void aRowWithoutItsDateIsNotServedAndSpoilsNoRun() {
    engine.willWrite(
        List.of(
            receipt("c", BigDecimal.ONE, null),
            receipt("d", BigDecimal.ONE, LocalDate.of(2026, 11, 20))));
    Run run = run("shop.receipts");
    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(run.unserved()).isEqualTo(1);
    assertThat(run.message()).isEqualTo("1 row is not served: its paid_on is null");
    assertThat(serving.all("shop.paid")).map(ServedRow::key).containsExactly("d");

    engine.willWrite(List.of(receipt("c", BigDecimal.ONE, LocalDate.of(2026, 11, 20))));
    assertThat(run("shop.receipts").state()).isEqualTo(Run.State.SUCCEEDED);
  }

  @Test
  void parametersAreLiteralsOfTheTypeThatYamlGaveThem() {
    run("shop.receipts");

    assertThat(engine.sql().getFirst())
        .contains("10 < 11 and DECIMAL '1.25' > 1 and 'DE' = '0123' and true");
  }

  @ParameterizedTest
  @CsvSource({
    "shop.hourly, 2026-11-21T10",
    "shop.daily, 2026-11-20",
    "shop.monthly, 2026-10",
    "shop.total, all"
  })
  void thePartitionIsCalledAsItsWindow(String name, String window) {
    engine.willWrite(List.of(Arrays.asList("c", 1L)));

    Run run = run(name);

    assertThat(run.message()).isEmpty();
    assertThat(run.location()).startsWith("lake/" + name.replace('.', '/') + "/period=" + window);
    assertThat(catalog.partitions(curation(name).output().table()))
        .containsExactly(new Partition(window, run.location()));
    assertThat(
            serving.all(
                "shop.by_" + curation(name).window().unit().name().toLowerCase(Locale.ROOT)))
        .containsExactly(new ServedRow("c", window, "{\"orders\":1}"));
  }

  @Test
  void whatIsNotServedIsSwitchedOnly() {
    engine.willWrite(List.of(Arrays.asList(1L)));

    Run run = run("shop.unserved");

    assertThat(run.state()).isEqualTo(Run.State.SUCCEEDED);
    assertThat(catalog.partitions(curation("shop.unserved").output().table()))
        .containsExactly(new Partition("2026-11-20", run.location()));
    assertThat(engine.sql()).as("nothing is read back").hasSize(1);
  }

  private CurationDefinition curation(String name) {
    return Curated.curation(definitions, name);
  }

  private Run run(String name) {
    clock.forward(Duration.ofMillis(1));
    CurationDefinition curation = curation(name);
    Window window = curation.window().latestClosed(clock.instant()).orElseThrow();
    Driven step = driver.start(curation, window);
    while (step instanceof Driven.Waiting) {
      step = driver.advance(step);
    }
    return step.run();
  }

  private static List<@Nullable Object> receipt(
      String customer, @Nullable BigDecimal total, @Nullable LocalDate paidOn) {
    return Arrays.asList(
        customer,
        total,
        paidOn,
        LocalDateTime.parse("2026-11-20T09:41:00.123"),
        List.of("a", "b"),
        1L,
        2L);
  }
}
