package io.pharos.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

class CostCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
  }

  @Test
  void printsTheBillOfSingleEventsAndOfBatches() {
    Locale.setDefault(Locale.GERMANY);

    assertThat(cost()).isEqualTo(ExitCode.OK);

    assertThat(out.toString())
        .startsWith("Prices: us-east-1, on demand, as known on 20")
        .contains("Dollars a month, single events of 200 bytes, 2 streaming tables")
        .contains("Dollars a month, batches of 100 of 200 bytes")
        .contains("1,000  ")
        .contains("a million events", "Goals", "Limits, single", "Assumptions", "beacon memory");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aGivenRateHasAColumnOfItsOwn() {
    cost("--events-per-second", "250", "--batch", "10");

    assertThat(out.toString().lines().filter(line -> line.startsWith("  events/s ")).findFirst())
        .get()
        .asString()
        .matches("  events/s +0 +10 +100 +250 +1,000 +10,000 +100,000");
    assertThat(out.toString()).contains("batches of 10 of").doesNotContain("single events of");
  }

  @Test
  void jsonIsOneArrayAndNothingElse() throws IOException {
    assertThat(cost("--format", "json", "--events-per-second", "250")).isEqualTo(ExitCode.OK);

    assertThat(out.toString()).doesNotContainPattern("\\d[eE][-+]?\\d"); // 262800000
    JsonNode all = new ObjectMapper().readTree(out.toString());
    assertThat(all.isArray()).isTrue();
    assertThat(all).hasSize(14);
    List<Double> rates = new ArrayList<>();
    for (JsonNode each : all) {
      rates.add(each.get("events_per_second").asDouble());
      double sum = 0;
      for (JsonNode service : each.get("services")) {
        sum += service.asDouble();
      }
      assertThat(Math.abs(sum - each.get("dollars_per_month").asDouble())).isLessThan(0.001);
      assertThat(each.get("charges")).isNotEmpty();
      assertThat(each.get("limits")).isNotEmpty();
      assertThat(each.get("assumptions")).isNotEmpty();
    }
    assertThat(rates.subList(0, 7)).containsExactly(0.0, 10.0, 100.0, 250.0, 1e3, 1e4, 1e5);
    assertThat(all.get(0).get("dollars_per_million_events").isNull()).isTrue();
    assertThat(all.get(1).get("dollars_per_million_events").asDouble()).isPositive();
  }

  @Test
  void theDocumentationShowsWhatIsPrinted() throws IOException {
    cost();
    String page = Files.readString(Path.of("../docs/cost.md"));

    assertThat(out.toString().lines().takeWhile(line -> !line.equals("Assumptions")))
        .filteredOn(line -> !line.isBlank())
        .allSatisfy(line -> assertThat(page).contains(line));
  }

  @Test
  void streamsOnDemandAreAnotherBill() {
    cost("--streams", "on_demand");
    assertThat(out.toString()).contains("streams on demand", "a new stream on demand");
  }

  @Test
  void saysThatMoreTablesThanFitAreOfSeveralStacks() {
    cost("--streaming-tables", "35", "--format", "json");
    assertThat(err.toString()).isEmpty();

    assertThat(cost("--streaming-tables", "36")).isEqualTo(ExitCode.OK);
    assertThat(err.toString())
        .contains("36 streaming tables are more than fit one stack (some 35)");
  }

  @Test
  void batchesOfBigEventsAreAsLargeAsARequestMayBe() {
    assertThat(cost("--event-bytes", "262144")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("batches of 16 of 262,144 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "--events-per-second, -1, a number from 0",
    "--events-per-second, fast, Invalid value",
    "--event-bytes, 0, 1 to 262",
    "--event-bytes, 2000000000, 1 to 262",
    "--batch, 0, 1 to 500",
    "--batch, 501, 1 to 500",
    "--ads-lookups-per-second, -1, a number from 0",
    "--streaming-tables, 0, 1 to 10",
    "--streams, some, Invalid value",
    "--format, csv, Invalid value"
  })
  void wrongInputIsWrongUsageAndSaysWhatIsRight(String option, String value, String message) {
    assertThat(cost(option, value)).isEqualTo(2);

    assertThat(err.toString())
        .startsWith("pharos: ")
        .contains(option, message, "Usage: pharos cost")
        .doesNotContain("Exception", "\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void helpNamesTheOptions() {
    assertThat(cost("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("Usage: pharos cost", "--events-per-second=R", "--event-bytes=B", "--batch=N")
        .contains("--ads-lookups-per-second=L", "--streaming-tables=N", "--format=FORMAT");
  }

  private int cost(String... options) {
    List<String> arguments = new ArrayList<>(List.of("cost"));
    arguments.addAll(List.of(options));
    return Main.run(new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
  }
}
