package io.pharos.core.metrics;

import io.pharos.core.definition.TableName;
import java.util.SortedMap;

/** Counts the accepted events of a table by minute of event time. */
@FunctionalInterface
public interface MinuteCounts {
  /** The counts of the minutes with events; minutes since 1970, both ends inclusive. */
  SortedMap<Long, Long> counts(TableName table, long fromMinute, long toMinute);
}
