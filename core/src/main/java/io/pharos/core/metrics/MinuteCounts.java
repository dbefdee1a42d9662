package io.pharos.core.metrics;

import io.pharos.core.definition.TableName;
import java.util.SortedMap;

/** Knows how many events of a table were accepted, by minute of event time. */
@FunctionalInterface
public interface MinuteCounts {
  /** The minutes in which there were any; minutes since 1970, both ends inclusive. */
  SortedMap<Long, Long> counts(TableName table, long fromMinute, long toMinute);
}
