package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.objects.StoredObject;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StaleRunsTest {
  private static final String DAY = "lake/advertising/ad_traffic/day=2026-11-20/";

  private final MovableClock clock = new MovableClock("2026-11-21T12:00:00Z");
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final Files files = new Files();
  private final StaleRuns stale = new StaleRuns(Shipped.advertising(), catalog, files, clock);

  @Test
  void whatALaterRunReplacedGoesADayLater() {
    file("run=1/part-0.parquet");
    file("run=2/part-0.parquet");
    file("run=3/part-0.parquet");
    catalog.switchTo(
        TableName.parse("advertising.ad_traffic"), new Partition("2026-11-20", DAY + "run=2/"));

    assertThat(stale.delete()).isZero();
    clock.forward(Duration.ofDays(1).plusSeconds(1));
    assertThat(stale.delete()).isEqualTo(1);

    assertThat(files.list(DAY))
        .as("the current run, and one after it that may be under way")
        .map(StoredObject::key)
        .containsExactly(DAY + "run=2/part-0.parquet", DAY + "run=3/part-0.parquet");
  }

  private void file(String key) {
    files.objects.add(new StoredObject(DAY + key, 1, clock.instant(), Map.of(), Map.of()));
  }

  /** The few things that are asked of the store here. */
  private static final class Files implements ObjectStore {
    private final List<StoredObject> objects = new ArrayList<>();

    @Override
    public List<StoredObject> list(String prefix) {
      return objects.stream().filter(object -> object.key().startsWith(prefix)).toList();
    }

    @Override
    public List<String> folders(String folder) {
      return list(folder).stream()
          .map(object -> object.key().substring(folder.length()))
          .map(rest -> rest.substring(0, rest.indexOf('/')))
          .distinct()
          .toList();
    }

    @Override
    public void copy(String from, String to, Map<String, String> metadata) {
      objects.add(new StoredObject(to, 1, Instant.EPOCH, metadata, Map.of()));
    }

    @Override
    public void tag(String key, Map<String, String> tags) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String key) {
      objects.removeIf(object -> object.key().equals(key));
    }
  }
}
