package io.pharos.embedded.stream;

import io.pharos.core.definition.TableName;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file of acknowledged events of one table that arrived in one hour. Its counts may be read while
 * it is written.
 */
public final class Segment {
  private final TableName table;
  private final SegmentName name;
  private final Path file;
  private final Map<Long, Long> minutes = new ConcurrentHashMap<>();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong length = new AtomicLong();

  Segment(TableName table, SegmentName name, Path file) {
    this.table = table;
    this.name = name;
    this.file = file;
  }

  public TableName table() {
    return table;
  }

  public SegmentName name() {
    return name;
  }

  public Path file() {
    return file;
  }

  /** The acknowledged bytes; bytes of the file beyond them were never acknowledged. */
  public long length() {
    return length.get();
  }

  public long events() {
    return events.get();
  }

  /** Events per minute of event time, in minutes since 1970. */
  public Map<Long, Long> minutes() {
    return minutes;
  }

  void grow(long bytes) {
    length.addAndGet(bytes);
  }

  void count(int[] eventMinutes) {
    events.addAndGet(eventMinutes.length);
    if (eventMinutes.length == 1) {
      minutes.merge((long) eventMinutes[0], 1L, Long::sum);
      return;
    }
    int from = 0;
    for (int i = 1; i <= eventMinutes.length; i++) { // neighbours mostly share a minute
      if (i == eventMinutes.length || eventMinutes[i] != eventMinutes[from]) {
        minutes.merge((long) eventMinutes[from], (long) (i - from), Long::sum);
        from = i;
      }
    }
  }
}
