package io.pharos.core.curation;

import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.List;

/** Port: when the events of a minute came into the lake. */
public interface Arrivals {
  /**
   * Events of one minute that queries see since the same time.
   *
   * @param minute of event time, by minutes since 1970
   */
  record Arrived(long minute, Instant at, long events) {}

  /** Those of a table that came after a time, of minutes before another. */
  List<Arrived> since(TableName table, Instant from, Instant before);
}
