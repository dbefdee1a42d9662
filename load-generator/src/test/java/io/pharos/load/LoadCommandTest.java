package io.pharos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.load.send.Stop;
import io.pharos.load.testing.Child;
import io.pharos.load.testing.FakeBeacon;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final FakeBeacon beacon = new FakeBeacon();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void close() {
    beacon.close();
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out), new PrintWriter(err), new Stop(), arguments);
  }

  private int load(String... options) {
    return run(
        Stream.concat(
                Stream.of("load", "--url", beacon.url().toString()),
                Stream.concat(
                    Stream.of(
                        "--duration",
                        "1s",
                        "--users",
                        "300",
                        "--view",
                        "500ms",
                        "--consider",
                        "10ms"),
                    Stream.of(options)))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:", "http://[::1]:"})
  void aWarehouseThatListensAtSixOnlyIsFound(String url) {
    try (FakeBeacon six = new FakeBeacon(InetAddress.ofLiteral("::1"), 0)) {
      String[] words = {"load", "--url", url + six.url().getPort(), "--duration", "1s"};

      assertThat(run(words)).as(err.toString()).isZero();
      assertThat(six.received()).isNotEmpty();
    } catch (UncheckedIOException e) {
      abort("this machine has no IPv6: " + e);
    }
  }

  private JsonNode summary() throws IOException {
    return JSON.readTree(out.toString());
  }

  private static Set<String> values(List<JsonNode> events, String column) {
    return events.stream().map(event -> event.path(column).asText()).collect(Collectors.toSet());
  }

  @Test
  void sendsWhatTheBeaconTakesAndPrintsASummary() {
    assertThat(load("--seed", "7")).isEqualTo(Main.DONE);
    assertThat(beacon.events("impressions")).isNotEmpty();
    assertThat(out.toString())
        .contains("impressions", "clicks", "click-through", "requests", "latency", "events/s")
        .contains("asked for 0.300");
  }

  @Test
  void printsOneJsonObjectAndNothingElse() throws IOException {
    assertThat(load("--json", "--seed", "7")).isEqualTo(Main.DONE);
    assertThat(out.toString().lines()).hasSize(1);
    JsonNode summary = summary();
    assertThat(summary.path("impressions").path("accepted").asInt())
        .isEqualTo(beacon.events("impressions").size())
        .isEqualTo(summary.path("impressions").path("sent").asInt());
    assertThat(summary.path("clicks").path("accepted").asInt())
        .isEqualTo(beacon.events("clicks").size());
    assertThat(summary.path("requests").asInt()).isEqualTo(beacon.received().size());
    assertThat(summary.path("clickthrough_rate").asDouble()).isBetween(0.15, 0.45);
    assertThat(summary.path("latency_ms").path("p99").isNumber()).isTrue();
    assertThat(summary.path("seed").asInt()).isEqualTo(7);
  }

  @Test
  void sameSeedSendsTheSameIdsAndAds() {
    load("--seed", "7");
    List<JsonNode> first = beacon.events("clicks");
    try (FakeBeacon again = new FakeBeacon()) {
      run(
          "load",
          "--url",
          again.url().toString(),
          "--duration",
          "1s",
          "--users",
          "300",
          "--view",
          "500ms",
          "--consider",
          "10ms",
          "--seed",
          "7");
      List<JsonNode> second = again.events("clicks");
      for (String column : List.of("click_id", "impression_id", "ad_id")) {
        assertThat(firstOf(values(second, column), values(first, column))).isTrue();
      }
    }
  }

  /** A run that the machine delayed may be cut short, but it has nothing of its own. */
  private static boolean firstOf(Set<String> some, Set<String> others) {
    return !some.isEmpty()
        && !others.isEmpty()
        && (some.containsAll(others) || others.containsAll(some));
  }

  @Test
  void everyClickNamesAnImpressionThatWasSent() {
    load("--view-variance", "--consider-variance=50%");
    assertThat(values(beacon.events("impressions"), "impression_id"))
        .containsAll(values(beacon.events("clicks"), "impression_id"));
  }

  @Test
  void batchesHaveTheSizeAskedForAtMost() {
    load("--batch", "7");
    assertThat(beacon.received())
        .allSatisfy(batch -> assertThat(batch.events()).hasSizeBetween(1, 7));
  }

  @Test
  void aRateSlowsUsersDown() {
    load("--rate", "100", "--ctr", "0");
    assertThat(beacon.events("impressions")).hasSizeLessThan(150);
  }

  @Test
  void failsWhereEventsFail() throws IOException {
    beacon.refuse(event -> event.has("click_id"));
    assertThat(load("--json")).isEqualTo(Main.FAILED);
    JsonNode clicks = summary().path("clicks");
    assertThat(clicks.path("failed").asInt()).isPositive().isEqualTo(clicks.path("sent").asInt());
    assertThat(err.toString()).contains("the first failure: InvalidEvent: 'ad_id' is not liked");
  }

  @Test
  void retriesAreCounted() throws IOException {
    beacon.script(503, Map.of("Retry-After", "0"), "{}");
    assertThat(load("--json")).isEqualTo(Main.DONE);
    assertThat(summary().path("retries").asInt()).isEqualTo(1);
  }

  @Test
  void aKeyOpensABeaconThatWantsOne() {
    beacon.needKey("open:sesame");
    assertThat(load("--key", "open:sesame")).isEqualTo(Main.DONE);
    assertThat(beacon.events("impressions")).isNotEmpty();
  }

  @Test
  void withoutTheKeyEventsFailAndItSaysWhy() {
    beacon.needKey("open:sesame");
    assertThat(load("--key", "mellon")).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("answered 401: a write key is needed");
  }

  @Test
  void theKeyMayComeFromTheEnvironment() throws InterruptedException {
    beacon.needKey("open:sesame");
    try (Child child =
        Child.start(
            folder,
            Map.of(),
            Map.of("PHAROS_WRITE_KEY", "open:sesame"),
            "load",
            "--url",
            beacon.url().toString(),
            "--duration",
            "1s")) {
      assertThat(child.code()).isEqualTo(Main.DONE);
    }
    assertThat(beacon.events("impressions")).isNotEmpty();
  }

  @Test
  void aTallyHoldsWhatWasAcceptedPerAdAndDay() throws IOException {
    beacon.refuse(event -> event.path("ad_id").asText().startsWith("a"));
    Path file = folder.resolve("tally");
    load("--ads", "40", "--tally", file.toString());

    Map<String, Integer> expected = new TreeMap<>();
    for (String table : List.of("impressions", "clicks")) {
      for (JsonNode event : beacon.events(table)) {
        String day = event.path("occurred_at").asText().substring(0, 10);
        expected.merge(event.path("ad_id").asText() + " " + day + " " + table, 1, Integer::sum);
      }
    }
    Map<String, Integer> found = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode row = JSON.readTree(line);
      for (String table : List.of("impressions", "clicks")) {
        if (row.path(table).asInt() > 0) {
          found.put(
              row.path("ad_id").asText() + " " + row.path("day").asText() + " " + table,
              row.path(table).asInt());
        }
      }
    }
    assertThat(found).isNotEmpty().isEqualTo(expected);
    assertThat(Files.readAllLines(file)).isSorted();
  }

  @Test
  void aTallyThatCannotBeWrittenIsSaidBeforeAnythingIsSent() {
    assertThat(load("--tally", folder.resolve("no/such/folder").toString())).isEqualTo(Main.FAILED);
    assertThat(err.toString()).contains("no/such/folder cannot be written", "--tally");
    assertThat(beacon.received()).isEmpty();
  }

  @Test
  void saysThatNothingAnswers() {
    beacon.close();
    assertThat(load()).isEqualTo(Main.FAILED);
    assertThat(err.toString())
        .contains("there is no warehouse at " + beacon.url(), "./pharos up", "--url");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/load/wrong-usage.csv", delimiter = '|', numLinesToSkip = 1)
  void wrongUsageIsSaidWithTheUsage(String arguments, String message) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains(message).contains("Usage: pharos");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/load/help.csv", delimiter = '|', numLinesToSkip = 1)
  void helpNamesTheOptions(String arguments, String option) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(Main.DONE);
    assertThat(out.toString()).contains(option);
  }
}
