package io.pharos.local;

import io.pharos.core.definition.TableName;
import io.pharos.core.metrics.MinuteCounts;
import io.pharos.embedded.lake.LakeWriter;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.stream.Segment;
import io.pharos.embedded.stream.SegmentEventStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * Counts of the events accepted so far, in the stream and in the lake. A segment that is filed
 * meanwhile counts once, because it keeps its name.
 */
final class LiveMinutes implements MinuteCounts {
  private final SegmentEventStream stream;
  private final LakeWriter lakeWriter;
  private final SqliteCatalog catalog;

  LiveMinutes(SegmentEventStream stream, LakeWriter lakeWriter, SqliteCatalog catalog) {
    this.stream = stream;
    this.lakeWriter = lakeWriter;
    this.catalog = catalog;
  }

  @Override
  public SortedMap<Long, Long> counts(TableName table, long fromMinute, long toMinute) {
    Map<String, Segment> live = new LinkedHashMap<>();
    stream.open().forEach(segment -> add(live, table, segment));
    lakeWriter.backlog().forEach(segment -> add(live, table, segment));
    SortedMap<Long, Long> counts = catalog.minuteCounts(table, fromMinute, toMinute, live.keySet());
    for (Segment segment : live.values()) {
      segment
          .minutes()
          .forEach((minute, events) -> {
            if (minute >= fromMinute && minute <= toMinute) {
              counts.merge(minute, events, Long::sum);
            }
          });
    }
    return counts;
  }

  private static void add(Map<String, Segment> live, TableName table, Segment segment) {
    if (segment.table().equals(table)) {
      live.put(segment.name().text(), segment);
    }
  }
}
