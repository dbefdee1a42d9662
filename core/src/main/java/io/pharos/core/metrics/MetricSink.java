package io.pharos.core.metrics;

import io.pharos.core.definition.TableName;
import java.util.Map;

/**
 * Port: adds to the number of events of a table in a minute of event time. Safe for many threads.
 */
public interface MetricSink {
  /** Adds counts, by minutes since 1970-01-01 UTC. */
  void add(TableName table, Map<Long, Long> counts);
}
