package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.CurationName;
import io.pharos.core.definition.TableName;
import io.pharos.core.objects.StoredObject;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryObjectStore;
import io.pharos.core.testing.InMemoryRunHistory;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Outcomes;
import io.pharos.core.testing.Shipped;
import io.pharos.core.value.UuidV7;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaleRunsTest {
  private static final CurationName NAME = CurationName.parse("advertising.ad_traffic");
  private static final TableName TABLE = TableName.parse("advertising.ad_traffic");
  private static final String DAY = "lake/advertising/ad_traffic/day=2026-11-20/";
  private static final Duration OVER_A_DAY = Duration.ofDays(1).plusSeconds(1);

  private final MovableClock clock = new MovableClock("2026-11-21T12:00:00Z");
  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private final InMemoryObjectStore files = new InMemoryObjectStore(clock);
  private final InMemoryRunHistory history = new InMemoryRunHistory();
  private final StaleRuns stale =
      new StaleRuns(Shipped.advertising(), catalog, history, files, clock);

  @BeforeEach
  void theSecondRunIsTheCurrentOne() {
    file("run=1/part-0.parquet");
    file("run=1/part-1.parquet");
    file("run=2/part-0.parquet");
    publish("2");
  }

  private void publish(String run) {
    catalog.switchTo(TABLE, new Partition("2026-11-20", DAY + "run=" + run + "/"));
    history.record(
        new Run(
            run,
            NAME,
            new Window(
                Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z")),
            false,
            clock.instant(),
            DAY + "run=" + run + "/",
            Outcomes.of(Run.State.SUCCEEDED, new Outcome.Counts(1, 0, 1), clock.instant())));
  }

  @Test
  void aFolderThatWasOldWhenItWasReplacedStaysForADayAllTheSame() {
    clock.forward(OVER_A_DAY);
    file("run=3/part-0.parquet");
    publish("3");

    assertThat(stale.delete()).isZero();
    clock.forward(OVER_A_DAY);
    assertThat(stale.delete()).as("folders").isEqualTo(2);
  }

  @Test
  void whatNoRunOfTheHistoryPublishedReplacesNothing() {
    catalog.switchTo(TABLE, new Partition("2026-11-20", DAY + "run=9/"));
    clock.forward(OVER_A_DAY);

    assertThat(stale.delete()).isZero();
  }

  @Test
  void whatALaterRunReplacedStaysForADay() {
    clock.forward(Duration.ofDays(1).minusSeconds(1));

    assertThat(stale.delete()).isZero();
    assertThat(keys()).hasSize(3);
  }

  @Test
  void whatALaterRunReplacedGoesADayLater() {
    clock.forward(OVER_A_DAY);

    assertThat(stale.delete()).as("folders").isEqualTo(1);
    assertThat(keys()).containsExactly(DAY + "run=2/part-0.parquet");
    assertThat(stale.delete()).isZero();
  }

  /** Every window that ever was would be asked for every day. */
  @Test
  void whatWasReplacedLongAgoIsNotLookedFor() {
    String first = UuidV7.at(clock.millis());
    clock.forward(Duration.ofSeconds(1));
    String second = UuidV7.at(clock.millis());
    file("run=" + first + "/part-0.parquet");
    file("run=" + second + "/part-0.parquet");
    publish(second);

    clock.forward(Duration.ofDays(31));
    assertThat(stale.delete()).isZero();

    publish(UuidV7.at(clock.millis()));
    clock.forward(OVER_A_DAY);
    assertThat(stale.delete()).as("folders").isEqualTo(2);
  }

  @Test
  void aFolderStaysWhileOneOfItsFilesIsYoung() {
    clock.forward(OVER_A_DAY);
    file("run=1/part-2.parquet");

    assertThat(stale.delete()).isZero();
    assertThat(keys()).hasSize(4);
  }

  /** The next run of the window still has to read what that one may have served. */
  @Test
  void whatARunAfterTheCurrentOneLeftBehindStays() {
    file("run=3/part-0.parquet");
    clock.forward(OVER_A_DAY);

    stale.delete();

    assertThat(keys()).containsExactly(DAY + "run=2/part-0.parquet", DAY + "run=3/part-0.parquet");
  }

  @Test
  void whatIsNoFolderOfARunStays() {
    file("notes/readme");
    clock.forward(OVER_A_DAY);

    stale.delete();

    assertThat(keys()).contains(DAY + "notes/readme");
  }

  private void file(String key) {
    files.put(DAY + key, new byte[] {1});
  }

  private List<String> keys() {
    return files.list(DAY).stream().map(StoredObject::key).toList();
  }
}
