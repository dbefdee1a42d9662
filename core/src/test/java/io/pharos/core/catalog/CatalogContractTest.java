package io.pharos.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.TableName;
import io.pharos.core.testing.Tables;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Catalog} promises. */
public abstract class CatalogContractTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final TableName OTHER = Tables.EVERYTHING.name();

  /**
   * A catalog that knows {@link Tables#IMPRESSIONS} and {@link Tables#EVERYTHING} and no partition
   * of them; the same one throughout a test.
   */
  protected abstract Catalog catalog();

  @Test
  void knowsNoPartitionAtFirst() {
    assertThat(catalog().partitions(TABLE)).isEmpty();
    assertThat(catalog().partition(TABLE, "2026/11/21/09")).isEmpty();
  }

  @Test
  void registersPartitions() {
    assertThat(catalog().register(TABLE, List.of(hour(9), hour(10)))).isEqualTo(2);

    assertThat(catalog().partitions(TABLE)).containsExactly(hour(9), hour(10));
    assertThat(catalog().partition(TABLE, "2026/11/21/10")).contains(hour(10));
    assertThat(catalog().partition(TABLE, "2026/11/21/11")).isEmpty();
  }

  @Test
  void listsPartitionsByValue() {
    catalog().register(TABLE, List.of(hour(11), hour(9)));
    catalog().register(TABLE, List.of(hour(10)));

    assertThat(catalog().partitions(TABLE)).containsExactly(hour(9), hour(10), hour(11));
  }

  @Test
  void countsOnlyPartitionsThatAreNew() {
    catalog().register(TABLE, List.of(hour(9)));

    assertThat(catalog().register(TABLE, List.of(hour(9), hour(10)))).isEqualTo(1);
    assertThat(catalog().register(TABLE, List.of(hour(9), hour(10)))).isZero();
    assertThat(catalog().register(TABLE, List.of())).isZero();
    assertThat(catalog().partitions(TABLE)).containsExactly(hour(9), hour(10));
  }

  @Test
  void leavesARegisteredPartitionWhereItPoints() {
    Partition moved = new Partition("2026/11/21/09", "lake/advertising/impressions/moved/");
    catalog().switchTo(TABLE, moved);

    assertThat(catalog().register(TABLE, List.of(hour(9)))).isZero();
    assertThat(catalog().partition(TABLE, "2026/11/21/09")).contains(moved);
  }

  @Test
  void registersAMonthOfHours() {
    List<Partition> month = IntStream.range(0, 720).mapToObj(i -> day(i / 24, i % 24)).toList();

    assertThat(catalog().register(TABLE, month)).isEqualTo(720);
    assertThat(catalog().partitions(TABLE)).containsExactlyElementsOf(month);
  }

  @Test
  void pointsAPartitionElsewhere() {
    catalog().register(TABLE, List.of(hour(9), hour(10)));
    Partition moved = new Partition("2026/11/21/09", "lake/advertising/impressions/moved/");
    catalog().switchTo(TABLE, moved);

    assertThat(catalog().partitions(TABLE)).containsExactly(moved, hour(10));
  }

  @Test
  void pointsANewPartitionAtItsFolder() {
    catalog().switchTo(TABLE, hour(9));

    assertThat(catalog().partitions(TABLE)).containsExactly(hour(9));
  }

  @Test
  void pointsAPartitionAtTheSameFolderAgain() {
    catalog().switchTo(TABLE, hour(9));
    catalog().switchTo(TABLE, hour(9));

    assertThat(catalog().partitions(TABLE)).containsExactly(hour(9));
  }

  @Test
  void keepsTablesApart() {
    catalog().register(TABLE, List.of(hour(9)));
    catalog().register(OTHER, List.of(new Partition("2026/11/21/09", "lake/zoo/everything/9/")));
    catalog().switchTo(OTHER, new Partition("2026/11/21/09", "lake/zoo/everything/moved/"));

    assertThat(catalog().partitions(TABLE)).containsExactly(hour(9));
    assertThat(catalog().partitions(OTHER))
        .containsExactly(new Partition("2026/11/21/09", "lake/zoo/everything/moved/"));
  }

  private static Partition hour(int hour) {
    return day(20, hour);
  }

  /** An hour of November 2026; days count from 0. */
  private static Partition day(int day, int hour) {
    String value = "2026/11/%02d/%02d".formatted(day + 1, hour);
    return new Partition(value, "lake/advertising/impressions/" + value + "/");
  }
}
