package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 200, 1, 0, 2, --events-per-second",
    "NaN, 200, 1, 0, 2, --events-per-second",
    "Infinity, 200, 1, 0, 2, --events-per-second",
    "1, 0, 1, 0, 2, --event-bytes",
    "1, 262145, 1, 0, 2, --event-bytes",
    "1, 200, 0, 0, 2, --batch",
    "1, 200, 501, 0, 2, --batch",
    "1, 200000, 100, 0, 2, --batch",
    "1, 200, 1, -1, 2, --ads-lookups-per-second",
    "1, 200, 1, NaN, 2, --ads-lookups-per-second",
    "1, 200, 1, 0, 0, --streaming-tables",
    "1, 200, 1, 0, 10001, --streaming-tables"
  })
  void whatABeaconDoesNotTakeIsRefused(
      double rate, int bytes, int batch, double lookups, int tables, String option) {
    assertThatThrownBy(() -> new Load(rate, bytes, batch, lookups, tables, StreamMode.SHARDS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + ": ");
  }

  @Test
  void theLargestBatchIsWhatARequestMayHave() {
    assertThat(Load.largestBatch(200)).isEqualTo(500);
    assertThat(Load.largestBatch(262_144)).isEqualTo(16);
  }

  @Test
  void aMonthHas730Hours() {
    assertThat(Loads.single(1).eventsPerMonth()).isEqualTo(Loads.MONTH);
    assertThat(Loads.batches(50, 100).requestsPerMonth()).isEqualTo(Loads.MONTH / 2);
  }
}
