package io.pharos.core.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link MetricSink} promises. */
public abstract class MetricSinkContractTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final TableName OTHER = Tables.EVERYTHING.name();

  /** A sink to which nothing was added; the same one throughout a test. */
  protected abstract MetricSink sink();

  /** What a reader sees of a table in a minute; 0 where nothing was added. */
  protected abstract long count(TableName table, long minute);

  /** A minute that the sink takes, as are the 2,000 minutes before it. */
  protected abstract long minute();

  @Test
  void countsNothingAtFirst() {
    assertThat(count(TABLE, minute())).isZero();
  }

  @Test
  void addsToTheMinutesOfATable() {
    long minute = minute();
    sink().add(TABLE, Map.of(minute, 3L, minute - 1, 1L));
    sink().add(TABLE, Map.of(minute, 4L));

    assertThat(count(TABLE, minute)).isEqualTo(7);
    assertThat(count(TABLE, minute - 1)).isEqualTo(1);
    assertThat(count(TABLE, minute - 2)).isZero();
  }

  @Test
  void keepsTablesApart() {
    sink().add(TABLE, Map.of(minute(), 3L));
    sink().add(OTHER, Map.of(minute(), 5L));

    assertThat(count(TABLE, minute())).isEqualTo(3);
    assertThat(count(OTHER, minute())).isEqualTo(5);
  }

  @Test
  void addsNothing() {
    sink().add(TABLE, Map.of());

    assertThat(count(TABLE, minute())).isZero();
  }

  @Test
  void addsToMoreMinutesThanOneRequestHolds() {
    long last = minute();
    Map<Long, Long> counts =
        LongStream.range(0, 1_100).boxed().collect(Collectors.toMap(i -> last - i, i -> i + 1));
    sink().add(TABLE, counts);

    assertThat(count(TABLE, last)).isEqualTo(1);
    assertThat(count(TABLE, last - 1_000)).isEqualTo(1_001);
    assertThat(count(TABLE, last - 1_099)).isEqualTo(1_100);
  }

  @Test
  void addsWhatManyThreadsCount() throws InterruptedException {
    MetricSink sink = sink();
    long minute = minute();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int n = 0; n < 10; n++) {
                  sink.add(TABLE, Map.of(minute, 2L));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(count(TABLE, minute)).isEqualTo(160);
  }
}
