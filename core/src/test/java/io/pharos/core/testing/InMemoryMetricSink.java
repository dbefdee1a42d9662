package io.pharos.core.testing;

import io.pharos.core.definition.TableName;
import io.pharos.core.metrics.MetricSink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in memory. */
public final class InMemoryMetricSink implements MetricSink {
  private final Map<TableName, Map<Long, Long>> counts = new ConcurrentHashMap<>();

  @Override
  public void add(TableName table, Map<Long, Long> added) {
    Map<Long, Long> its = counts.computeIfAbsent(table, name -> new ConcurrentHashMap<>());
    added.forEach((minute, count) -> its.merge(minute, count, Long::sum));
  }

  /** The counts of a table, by minutes since 1970. */
  public Map<Long, Long> counts(TableName table) {
    return Map.copyOf(counts.getOrDefault(table, Map.of()));
  }
}
