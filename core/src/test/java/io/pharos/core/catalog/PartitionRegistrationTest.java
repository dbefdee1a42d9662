package io.pharos.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.definition.TableName;
import io.pharos.core.objects.ObjectStore;
import io.pharos.core.testing.InMemoryCatalog;
import io.pharos.core.testing.InMemoryObjectStore;
import io.pharos.core.testing.MovableClock;
import io.pharos.core.testing.Tables;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionRegistrationTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();

  private final Catalog catalog = new InMemoryCatalog();
  private final MovableClock clock = new MovableClock("2026-03-01T00:59:59.999Z");
  private final InMemoryObjectStore lake = new InMemoryObjectStore(clock);
  private final PartitionRegistration registration =
      new PartitionRegistration(catalog, lake, clock);

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
  void findsWhatArrivedWhileItWasDownHoweverLong() {
    registration.register(Tables.IMPRESSIONS);
    put("2026/03/02/05");
    put("2026/05/31/23");
    clock.forward(Duration.ofDays(400));

    assertThat(registration.register(Tables.IMPRESSIONS)).isEqualTo(48 + 1 + 12 + 2);

    assertThat(values()).contains("2026/03/02/05", "2026/05/31/23").doesNotHaveDuplicates();
  }

  @Test
  void findsAGapBetweenHoursThatAreRegistered() {
    for (int hour = 0; hour < 24; hour++) {
      put("2026/01/15/%02d".formatted(hour));
      if (hour != 7) {
        catalog.register(TABLE, List.of(PartitionRegistration.hour(TABLE, at(hour))));
      }
    }
    registration.register(Tables.IMPRESSIONS);

    assertThat(values()).contains("2026/01/15/07");
  }

  @Test
  void findsEveryHourOfALakeThatNoCatalogKnows() {
    put("2019/12/31/23");
    put("2024/02/29/00");
    registration.register(Tables.IMPRESSIONS);

    assertThat(values()).startsWith("2019/12/31/23", "2024/02/29/00");
  }

  @Test
  void listsNoDayMonthOrYearThatIsWholeInTheCatalog() {
    List<Partition> hours = new ArrayList<>();
    for (Instant hour = Instant.parse("2025-01-01T00:00:00Z");
        hour.isBefore(Instant.parse("2026-02-27T00:00:00Z"));
        hour = hour.plus(Duration.ofHours(1))) {
      hours.add(PartitionRegistration.hour(TABLE, hour));
    }
    catalog.register(TABLE, hours);
    for (String hour : List.of("2025/06/01/00", "2026/01/01/00", "2026/02/01/00")) {
      put(hour);
    }
    List<String> listed = new ArrayList<>();
    new PartitionRegistration(catalog, watched(listed), clock).register(Tables.IMPRESSIONS);

    String table = "lake/advertising/impressions/";
    assertThat(listed).containsExactly(table, table + "2026/");
  }

  @Test
  void takesNoFolderThatIsNotAnHour() {
    for (String folder :
        List.of("2026/13/01/00", "2026/02/30/00", "2026/01/01/24", "x/y", "9/9/9/9")) {
      put(folder);
    }
    registration.register(Tables.IMPRESSIONS);

    assertThat(values()).hasSize(48 + 1 + 12);
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

  private void put(String hour) {
    lake.put("lake/advertising/impressions/" + hour + "/1.parquet", new byte[] {1});
  }

  private static Instant at(int hour) {
    return Instant.parse("2026-01-15T%02d:00:00Z".formatted(hour));
  }

  /** The lake, noting which folders are listed. */
  private ObjectStore watched(List<String> listed) {
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("folders")) {
                listed.add((String) arguments[0]);
              }
              return method.invoke(lake, arguments);
            });
  }

  private List<String> values() {
    return catalog.partitions(TABLE).stream().map(Partition::value).toList();
  }
}
