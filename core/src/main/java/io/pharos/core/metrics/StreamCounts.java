package io.pharos.core.metrics;

import io.pharos.core.capture.StreamVetting;
import io.pharos.core.capture.TableVetting;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableName;
import io.pharos.core.stream.StreamEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the events of a stream by their minute, however late they arrive. A batch is counted in
 * memory and added at once, so that a failed batch was not counted, unless it took several
 * requests.
 */
public final class StreamCounts {
  /** The age of the oldest open minute: CloudWatch accepts nothing older than two weeks. */
  public static final Duration MAX_AGE = Duration.ofDays(14);

  private final TableVetting vetting;
  private final MetricSink sink;
  private final Clock clock;

  public StreamCounts(Definitions definitions, MetricSink sink, Clock clock) {
    this.vetting = new TableVetting(definitions);
    this.sink = sink;
    this.clock = clock;
  }

  /**
   * The counts of a batch.
   *
   * @param counted events that were added to their minutes
   * @param malformed lines that are not events of this table, left out
   * @param tooOld events older than {@link #MAX_AGE}, left out
   */
  public record Outcome(long counted, long malformed, long tooOld) {}

  /**
   * Counts a batch of a table's stream.
   *
   * @throws IllegalArgumentException if there is no such streaming table
   * @throws RuntimeException if the sink fails: the whole batch must come again
   */
  public Outcome count(TableName table, List<StreamEntry> entries) {
    StreamVetting events = vetting.of(table);
    long oldest = clock.instant().minus(MAX_AGE).getEpochSecond() / 60 + 1;
    Map<Long, Long> counts = new TreeMap<>();
    long counted = 0;
    long malformed = 0;
    long tooOld = 0;
    for (StreamEntry entry : entries) {
      StreamVetting.Vetted vetted = events.vet(entry);
      malformed += vetted.refused().size();
      for (long minute : vetted.minutes()) {
        if (minute < oldest) {
          tooOld++;
        } else {
          counts.merge(minute, 1L, Long::sum);
          counted++;
        }
      }
    }
    if (!counts.isEmpty()) {
      sink.add(table, counts);
    }
    return new Outcome(counted, malformed, tooOld);
  }
}
