package io.pharos.core.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.json.PlainJson;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The accepted events of a database per minute of event time, with its ratios. */
public final class MinuteReport {
  /** A day. */
  public static final int MAX_MINUTES = 1_440;

  private static final int DEFAULT_MINUTES = 60;
  private static final long MINUTE_SECONDS = 60;
  private static final int MAX_SHOWN = 40;

  private final Definitions definitions;
  private final MinuteCounts counts;
  private final Clock clock;

  public MinuteReport(Definitions definitions, MinuteCounts counts, Clock clock) {
    this.definitions = definitions;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * Reports a range of minutes, both inclusive.
   *
   * @param from such as {@code 2026-11-21T09:41} or {@code 2026-11-21T09:41:00Z}, UTC; an hour
   *     before {@code to} where absent
   * @param to this minute where absent
   */
  public MetricsOutcome report(String database, Optional<String> from, Optional<String> to) {
    List<TableDefinition> tables =
        definitions.streamingTables().stream()
            .filter(table -> table.name().database().equals(database))
            .toList();
    if (tables.isEmpty()) {
      return new MetricsOutcome.NotFound(
          "there is no database '" + database + "' with events to count");
    }
    try {
      long last = to.isEmpty() ? minute(clock.instant()) : minute("to", to.get());
      long first = from.isEmpty() ? last - DEFAULT_MINUTES + 1 : minute("from", from.get());
      if (first > last) {
        return new MetricsOutcome.BadRequest("from: it is after to");
      }
      if (last - first >= MAX_MINUTES) {
        return new MetricsOutcome.BadRequest(
            "from: at most " + MAX_MINUTES + " minutes, a day, can be asked for at once");
      }
      return new MetricsOutcome.Report(report(database, tables, first, last));
    } catch (DateTimeException e) {
      return new MetricsOutcome.BadRequest(String.valueOf(e.getMessage()));
    }
  }

  private String report(String database, List<TableDefinition> tables, long first, long last) {
    Map<String, SortedMap<Long, Long>> byTable = new LinkedHashMap<>();
    for (TableDefinition table : tables) {
      byTable.put(table.name().table(), counts.counts(table.name(), first, last));
    }
    Ratios ratios = Ratios.of(definitions.databases().get(database), byTable.keySet());
    ObjectNode report = JsonNodeFactory.instance.objectNode().put("database", database);
    ArrayNode minutes = report.putArray("minutes");
    for (long minute = first; minute <= last; minute++) {
      long now = minute;
      ObjectNode row = minutes.addObject();
      row.put("minute", Instant.ofEpochSecond(minute * MINUTE_SECONDS).toString());
      byTable.forEach((table, events) -> row.put(table, events.getOrDefault(now, 0L)));
      ratios.add(row);
    }
    return PlainJson.text(report);
  }

  private static long minute(String name, String text) {
    try {
      Instant instant =
          text.endsWith("Z")
              ? Instant.parse(text)
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      return minute(instant);
    } catch (DateTimeException e) {
      throw new DateTimeException(
          name + ": '" + shown(text) + "' is not a minute such as 2026-11-21T09:41 (UTC)", e);
    }
  }

  private static String shown(String text) {
    return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + ".." : text;
  }

  private static long minute(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), MINUTE_SECONDS);
  }
}
