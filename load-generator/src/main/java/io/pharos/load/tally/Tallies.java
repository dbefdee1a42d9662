package io.pharos.load.tally;

import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the warehouse must say at the end: each accepted event is counted here as it was answered,
 * per ad and day of the event (UTC), an id once. Thread-safe.
 */
public final class Tallies implements Consumer<Event> {
  /** Events of each table that are kept, to be sent once more. */
  private static final int KEPT = 20;

  private final Map<String, SortedMap<LocalDate, Traffic>> byAd = new HashMap<>();
  private final Map<EventTable, Set<String>> ids = new EnumMap<>(EventTable.class);
  private final Map<EventTable, Long> accepted = new EnumMap<>(EventTable.class);
  private final Map<EventTable, List<Event>> kept = new EnumMap<>(EventTable.class);
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  @Override
  public synchronized void accept(Event event) {
    EventTable table = event.table();
    accepted.merge(table, 1L, Long::sum);
    if (!ids.computeIfAbsent(table, any -> new HashSet<>()).add(event.id())) {
      return;
    }
    first = Math.min(first, event.at());
    last = Math.max(last, event.at());
    byAd.computeIfAbsent(event.adId(), any -> new TreeMap<>())
        .merge(day(event.at()), Traffic.of(table), Traffic::plus);
    List<Event> some = kept.computeIfAbsent(table, any -> new ArrayList<>());
    if (some.size() < KEPT) {
      some.add(event);
    }
  }

  /** How often an event was accepted, repeats too. */
  public synchronized long accepted(EventTable table) {
    return accepted.getOrDefault(table, 0L);
  }

  public synchronized long distinct(EventTable table) {
    return ids.getOrDefault(table, Set.of()).size();
  }

  /** A few of the events that were accepted. */
  public synchronized List<Event> some(EventTable table) {
    return List.copyOf(kept.getOrDefault(table, List.of()));
  }

  /** All ads, those with the most impressions first. */
  public synchronized List<String> ads() {
    return byAd.keySet().stream()
        .sorted(
            Comparator.comparingLong((String ad) -> -total(ad).impressions())
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  public synchronized SortedMap<LocalDate, Traffic> days(String ad) {
    return new TreeMap<>(byAd.getOrDefault(ad, new TreeMap<>()));
  }

  public synchronized Traffic total(String ad) {
    return days(ad).values().stream().reduce(Traffic.NONE, Traffic::plus);
  }

  public synchronized boolean isEmpty() {
    return byAd.isEmpty();
  }

  public synchronized Instant first() {
    return Instant.ofEpochMilli(first);
  }

  public synchronized Instant last() {
    return Instant.ofEpochMilli(last);
  }

  public LocalDate firstDay() {
    return day(first().toEpochMilli());
  }

  public LocalDate lastDay() {
    return day(last().toEpochMilli());
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }
}
