package io.pharos.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.definition.TableName;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionRegistrationTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();

  private final Catalog catalog = new InMemoryCatalog();
  private final MovableClock clock = new MovableClock("2026-03-01T00:59:59.999Z");
  private final PartitionRegistration registration = new PartitionRegistration(catalog, clock);

  @Test
  void registersThisHourTwelveAheadAndFortyEightBack() {
    assertThat(registration.register(Tables.IMPRESSIONS)).isEqualTo(48 + 1 + 12);

    assertThat(values()).startsWith("2026/02/27/00").endsWith("2026/03/01/12");
    assertThat(catalog.partition(TABLE, "2026/03/01/00"))
        .contains(new Partition("2026/03/01/00", "lake/advertising/impressions/2026/03/01/00/"));
  }

  @Test
  void registersNothingTwice() {
    registration.register(Tables.IMPRESSIONS);

    assertThat(registration.register(Tables.IMPRESSIONS)).isZero();
  }

  @Test
  void anHourLaterRegistersOneMore() {
    registration.register(Tables.IMPRESSIONS);
    clock.forward(Duration.ofHours(1));

    assertThat(registration.register(Tables.IMPRESSIONS)).isEqualTo(1);
    assertThat(values()).endsWith("2026/03/01/13");
  }

  @Test
  void leavesNoGapHoweverLongItWasDown() {
    registration.register(Tables.IMPRESSIONS);
    clock.forward(Duration.ofDays(30));

    registration.register(Tables.IMPRESSIONS);

    assertThat(values()).hasSize(48 + 1 + 30 * 24 + 12).doesNotHaveDuplicates();
    assertThat(values()).endsWith("2026/03/31/12");
  }

  @Test
  void leavesAPartitionThatPointsElsewhere() {
    Partition moved = new Partition("2026/03/01/00", "elsewhere/");
    catalog.switchTo(TABLE, moved);

    registration.register(Tables.IMPRESSIONS);

    assertThat(catalog.partition(TABLE, "2026/03/01/00")).contains(moved);
  }

  @Test
  void aTableThatIsNotPartitionedByHourIsAMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> registration.register(Tables.SALES));
  }

  private List<String> values() {
    return catalog.partitions(TABLE).stream().map(Partition::value).toList();
  }
}
