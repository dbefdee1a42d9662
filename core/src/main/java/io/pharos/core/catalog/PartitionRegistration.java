package io.pharos.core.catalog;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableDefinition.Partitioning;
import io.pharos.core.definition.TableName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Keeps the hours of streaming tables registered: some behind, so that what came late is seen, and
 * some ahead, so that what comes is seen at once. However long it was not done, no hour is left
 * out.
 */
public final class PartitionRegistration {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu/MM/dd/HH", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Catalog catalog;
  private final Clock clock;

  public PartitionRegistration(Catalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Registers the hours of a streaming table that are due; those that are there stay as they are.
   *
   * @return how many were new
   */
  public int register(TableDefinition table) {
    Partitioning partitioning =
        table
            .partition()
            .filter(partition -> table.streaming())
            .orElseThrow(
                () -> new IllegalArgumentException(table.name() + " has no partitions by hour"));
    Instant now = clock.instant().truncatedTo(ChronoUnit.HOURS);
    Instant first = first(table.name(), now.minus(Duration.ofHours(partitioning.lookback())), now);
    List<Partition> due = new ArrayList<>();
    for (Instant hour = first;
        !hour.isAfter(now.plus(Duration.ofHours(partitioning.ahead())));
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      due.add(hour(table.name(), hour));
    }
    return catalog.register(table.name(), due);
  }

  /**
   * From the newest hour before now that is registered, where that is longer ago than looked back.
   */
  private Instant first(TableName table, Instant lookback, Instant now) {
    String current = HOUR.format(now);
    return catalog.partitions(table).stream()
        .map(Partition::value)
        .filter(value -> value.compareTo(current) <= 0)
        .max(String::compareTo)
        .map(value -> LocalDateTime.parse(value, HOUR).toInstant(ZoneOffset.UTC))
        .filter(newest -> newest.isBefore(lookback))
        .orElse(lookback);
  }

  /** The partition of the hour that an instant is in. */
  public static Partition hour(TableName table, Instant instant) {
    String value = HOUR.format(instant);
    return new Partition(
        value, "lake/" + table.database() + "/" + table.table() + "/" + value + "/");
  }
}
