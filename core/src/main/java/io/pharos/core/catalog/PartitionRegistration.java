package io.pharos.core.catalog;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableDefinition.Partitioning;
import io.pharos.core.definition.TableName;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.objects.ObjectStore;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps the hours of streaming tables registered: past hours, so that SQL sees late events, and
 * hours ahead, so that SQL sees new events at once. Older hours are registered if the lake has a
 * folder for them, so that nothing stays invisible after a long pause.
 */
public final class PartitionRegistration {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final Catalog catalog;
  private final ObjectStore lake;
  private final Clock clock;

  public PartitionRegistration(Catalog catalog, ObjectStore lake, Clock clock) {
    this.catalog = catalog;
    this.lake = lake;
    this.clock = clock;
  }

  /**
   * Registers the hours of a streaming table that are due; registered hours stay as they are.
   *
   * @return the number of new partitions
   */
  public int register(TableDefinition table) {
    Partitioning partitioning =
        table
            .partition()
            .filter(partition -> table.streaming())
            .orElseThrow(
                () -> new IllegalArgumentException(table.name() + " has no partitions by hour"));
    NavigableSet<String> registered =
        catalog.partitions(table.name()).stream()
            .map(Partition::value)
            .collect(Collectors.toCollection(TreeSet::new));
    Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
    Instant last = now.plus(Duration.ofHours(partitioning.ahead()));
    List<Partition> due = new ArrayList<>();
    for (Instant hour = now.minus(Duration.ofHours(partitioning.lookback()));
        !hour.isAfter(last);
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      add(table.name(), LakeLayout.hour(hour), registered, due);
    }
    addFolders(table.name(), "", registered, due);
    return due.isEmpty() ? 0 : catalog.register(table.name(), due);
  }

  private static void add(
      TableName table, String value, NavigableSet<String> registered, List<Partition> due) {
    if (registered.add(value)) {
      due.add(partition(table, value));
    }
  }

  /**
   * Adds the hours below a folder of the lake. A folder whose hours are all registered is not
   * listed.
   *
   * @param span nothing, {@code YYYY/}, {@code YYYY/MM/} or {@code YYYY/MM/DD/}
   */
  private void addFolders(
      TableName table, String span, NavigableSet<String> registered, List<Partition> due) {
    if (complete(span, registered)) {
      return;
    }
    for (String name : lake.folders(LakeLayout.lake(table) + span)) {
      String inner = span + name;
      if (LakeLayout.isHour(inner)) {
        add(table, inner, registered, due);
      } else if (NUMBER.matcher(name).matches() && inner.length() < LakeLayout.HOUR_LENGTH) {
        addFolders(table, inner + "/", registered, due);
      }
    }
  }

  private static boolean complete(String span, NavigableSet<String> registered) {
    Optional<Duration> length = length(span);
    return length.isPresent()
        && registered.subSet(span, span + Character.MAX_VALUE).size() >= length.get().toHours();
  }

  /** The span of a year, month or day; empty for all of time, and for any other text. */
  private static Optional<Duration> length(String span) {
    try {
      return switch (span.length()) {
        case 5 -> Optional.of(Duration.ofDays(Year.of(Integer.parseInt(span, 0, 4, 10)).length()));
        case 8 -> {
          YearMonth month =
              YearMonth.of(Integer.parseInt(span, 0, 4, 10), Integer.parseInt(span, 5, 7, 10));
          yield Optional.of(Duration.ofDays(month.lengthOfMonth()));
        }
        case 11 -> Optional.of(Duration.ofDays(1));
        default -> Optional.empty();
      };
    } catch (DateTimeException | NumberFormatException notATime) {
      return Optional.empty();
    }
  }

  /** The partition of the hour that an instant is in. */
  public static Partition hour(TableName table, Instant instant) {
    return partition(table, LakeLayout.hour(instant));
  }

  private static Partition partition(TableName table, String value) {
    return new Partition(value, LakeLayout.lake(table) + value + "/");
  }
}
