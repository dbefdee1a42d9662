package io.pharos.core.curation;

import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.List;

/** Port: when the events of a minute arrived in the lake. */
public interface Arrivals {
  /**
   * Events of one minute that became visible to queries at the same time.
   *
   * @param minute of event time, in minutes since 1970
   */
  record Arrived(long minute, Instant at, long events) {}

  /** The events of a table that arrived after one time and happened before another. */
  List<Arrived> since(TableName table, Instant from, Instant before);
}
