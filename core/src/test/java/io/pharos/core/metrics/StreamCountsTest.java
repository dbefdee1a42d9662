package io.pharos.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.metrics.StreamCounts.Outcome;
import io.pharos.core.stream.StreamEntry;
import io.pharos.core.testing.InMemoryMetricSink;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCountsTest {
  private static final TableName TABLE = Tables.EVERYTHING.name();
  private static final Instant NOW = Instant.parse("2026-11-21T10:20:30Z");
  private static final Definitions DEFINITIONS =
      Tables.definitions(Tables.EVERYTHING, Tables.IMPRESSIONS, Tables.SALES);

  private final InMemoryMetricSink sink = new InMemoryMetricSink();
  private final MovableClock clock = new MovableClock(NOW.toString());
  private final StreamCounts counts = new StreamCounts(DEFINITIONS, sink, clock);

  @Test
  void eventsCountInTheMinuteInWhichTheyHappened() {
    Outcome outcome =
        counts.count(
            TABLE,
            List.of(
                entry(at("2026-11-21 10:19:59.999") + at("2026-11-21 10:20:00")),
                entry(at("2026-11-21 10:20:29"))));

    assertThat(outcome).isEqualTo(new Outcome(3, 0, 0));
    assertThat(sink.counts(TABLE))
        .isEqualTo(Map.of(minute("2026-11-21T10:19:00Z"), 1L, minute("2026-11-21T10:20:00Z"), 2L));
  }

  @Test
  void anEventThatIsLateCountsInItsOwnMinuteAllTheSame() {
    counts.count(TABLE, List.of(entry(at("2026-11-18 23:59:30"))));
    clock.forward(Duration.ofDays(3));
    counts.count(TABLE, List.of(entry(at("2026-11-18 23:59:59") + at("2026-11-21 10:20:00"))));

    assertThat(sink.counts(TABLE))
        .isEqualTo(Map.of(minute("2026-11-18T23:59:00Z"), 2L, minute("2026-11-21T10:20:00Z"), 1L));
  }

  @Test
  void anEventWithoutItsTimeCountsWhenItArrived() {
    counts.count(TABLE, List.of(entry("{}")));

    assertThat(sink.counts(TABLE)).isEqualTo(Map.of(minute("2026-11-21T10:20:00Z"), 1L));
  }

  @Test
  void whatIsNoEventOfTheTableIsLeftOut() {
    Outcome outcome =
        counts.count(
            TABLE, List.of(entry("bad\n" + at("2026-11-21 10:20:00") + "{\"no\":1}"), entry("7")));

    assertThat(outcome).isEqualTo(new Outcome(1, 3, 0));
    assertThat(sink.counts(TABLE)).isEqualTo(Map.of(minute("2026-11-21T10:20:00Z"), 1L));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T10:20:00Z, 2026-11-07 10:21:00.000, 1",
    "2026-11-21T10:20:00Z, 2026-11-07 10:20:59.999, 0",
    "2026-11-21T10:20:59Z, 2026-11-07 10:21:00.000, 1",
    "2026-11-21T10:20:59Z, 2026-11-07 10:20:59.999, 0",
    "2026-11-21T10:21:00Z, 2026-11-07 10:21:59.999, 0"
  })
  void aMinuteThatBeganTwoWeeksAgoOrEarlierIsClosed(String now, String time, int counted) {
    clock.set(now);

    Outcome outcome = counts.count(TABLE, List.of(entry(at(time))));

    assertThat(outcome).isEqualTo(new Outcome(counted, 0, 1L - counted));
    assertThat(sink.counts(TABLE)).hasSize(counted);
  }

  @Test
  void nothingIsAddedWhereNothingIsCounted() {
    StreamCounts unlucky = new StreamCounts(DEFINITIONS, new Broken(), clock);

    assertThat(unlucky.count(TABLE, List.of())).isEqualTo(new Outcome(0, 0, 0));
    assertThat(unlucky.count(TABLE, List.of(entry("bad\n" + at("2026-11-01 00:00:00")))))
        .isEqualTo(new Outcome(0, 1, 1));
  }

  @Test
  void aBatchIsAddedAtOnce() {
    List<Map<Long, Long>> added = new ArrayList<>();
    StreamCounts once = new StreamCounts(DEFINITIONS, (table, its) -> added.add(its), clock);

    once.count(
        TABLE,
        List.of(
            entry(at("2026-11-21 10:20:00")),
            entry(at("2026-11-20 10:20:00")),
            entry(at("2026-11-21 10:20:00"))));

    assertThat(added)
        .containsExactly(
            Map.of(minute("2026-11-21T10:20:00Z"), 2L, minute("2026-11-20T10:20:00Z"), 1L));
  }

  @Test
  void aBatchThatCouldNotBeAddedComesAgainAsAWhole() {
    List<StreamEntry> batch =
        List.of(entry(at("2026-11-21 10:20:00")), entry(at("2026-11-20 10:20:00")));
    StreamCounts unlucky = new StreamCounts(DEFINITIONS, new Broken(), clock);

    assertThatIllegalStateException()
        .isThrownBy(() -> unlucky.count(TABLE, batch))
        .withMessage("throttled");
    counts.count(TABLE, batch);

    assertThat(sink.counts(TABLE))
        .isEqualTo(Map.of(minute("2026-11-21T10:20:00Z"), 1L, minute("2026-11-20T10:20:00Z"), 1L));
  }

  @Test
  void tablesAreCountedApart() {
    counts.count(Tables.IMPRESSIONS.name(), List.of(entry(at("2026-11-21 10:20:00"))));
    counts.count(TABLE, List.of(entry(at("2026-11-21 10:20:00"))));

    assertThat(sink.counts(Tables.IMPRESSIONS.name())).isEmpty();
    assertThat(sink.counts(TABLE)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zoo.nothing", "shop.sales"})
  void whatIsNoStreamingTableIsSaidToBeNone(String table) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts.count(TableName.parse(table), List.of(entry("{}"))))
        .withMessage(table + " is not a streaming table");
  }

  private static String at(String time) {
    return "{\"at\":\"" + time + "\"}\n";
  }

  private static StreamEntry entry(String data) {
    return new StreamEntry("place", NOW, data.getBytes(StandardCharsets.UTF_8));
  }

  private static long minute(String instant) {
    return Instant.parse(instant).getEpochSecond() / 60;
  }

  /** A sink that takes nothing. */
  private static final class Broken implements MetricSink {
    @Override
    public void add(TableName table, Map<Long, Long> counts) {
      throw new IllegalStateException("throttled");
    }
  }
}
