package io.pharos.embedded.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.catalog.Partition;
import io.pharos.core.curation.Arrivals.Arrived;
import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Tables;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArrivalsTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final Instant FILED = Instant.parse("2026-11-21T09:00:00.123Z");
  private static final long MINUTE = FILED.getEpochSecond() / 60;

  private final StateDatabase state;
  private final SqliteCatalog catalog;
  private final SqliteArrivals arrivals;

  SqliteArrivalsTest(@TempDir Path folder) {
    state = StateDatabase.open(folder.resolve("state.db"));
    catalog = new SqliteCatalog(state, folder, List.of(Tables.IMPRESSIONS));
    arrivals = new SqliteArrivals(state);
  }

  @AfterEach
  void close() {
    state.close();
  }

  @Test
  void areThoseOfATableSinceATimeAndBeforeAMinute() {
    file("one", FILED, Map.of(MINUTE - 2, 5L, MINUTE - 1, 7L));
    file("two", FILED, Map.of(MINUTE - 2, 1L));
    file("later", FILED.plusMillis(1), Map.of(MINUTE - 2, 2L));
    file("earlier", FILED.minusMillis(1), Map.of(MINUTE - 2, 100L));

    assertThat(arrivals.since(TABLE, FILED, Instant.ofEpochSecond((MINUTE - 1) * 60)))
        .containsExactly(
            new Arrived(MINUTE - 2, FILED, 6), new Arrived(MINUTE - 2, FILED.plusMillis(1), 2));
    assertThat(arrivals.since(TableName.parse("shop.sales"), Instant.EPOCH, FILED)).isEmpty();
  }

  private void file(String segment, Instant at, Map<Long, Long> minutes) {
    catalog.fileSegment(
        new FiledSegment(
            TABLE,
            segment,
            new Partition("2026/11/21/09", "lake/"),
            at,
            Optional.empty(),
            minutes));
  }
}
