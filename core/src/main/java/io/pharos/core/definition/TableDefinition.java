package io.pharos.core.definition;

import io.pharos.core.schedule.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A table as its file {@code tables/<database>/<table>.yaml} declares it (4.1 of
 * docs/architecture.md). The reader has checked it; a definition that exists is valid.
 *
 * @param id the column that identifies an event; curations drop repeats by it
 * @param eventTime the timestamp column that says when the event happened
 * @param partition absent only for static tables
 */
public record TableDefinition(
    TableName name,
    Kind kind,
    String description,
    List<Column> columns,
    Optional<String> id,
    Optional<String> eventTime,
    Stream stream,
    Flush flush,
    Optional<Partitioning> partition,
    Format format,
    Optional<Csv> csv,
    List<String> primaryKey) {

  /** When an event arrived; follows the declared columns of every streaming table. */
  public static final String RECEIVED_AT = "received_at";

  /** How a table is filled. */
  public enum Kind {
    STREAMING,
    BATCH,
    STATIC,
    EXPORT
  }

  /** How the lake keeps a table. */
  public enum Format {
    PARQUET,
    JSON,
    ORC
  }

  /**
   * The capacity of the table's stream on AWS.
   *
   * @param shards 0 if the stream is on demand
   */
  public record Stream(int shards) {
    public boolean onDemand() {
      return shards == 0;
    }
  }

  /**
   * When a batch of events is filed into the lake, whichever comes first.
   *
   * @param size in bytes
   */
  public record Flush(Duration interval, long size) {
    /** The time beyond the interval until files are written and their folder is registered. */
    private static final Duration MARGIN = Duration.ofMinutes(15);

    /** The longest time from an event's arrival until it can be queried, without faults. */
    public Duration queryableWithin() {
      return interval.plus(MARGIN);
    }
  }

  /**
   * How a table is partitioned and kept registered.
   *
   * @param ahead hours registered in advance
   * @param lookback past hours that are checked again
   */
  public record Partitioning(String key, Schedule schedule, int ahead, int lookback) {}

  /** How the files of an export are read. */
  public record Csv(char delimiter, boolean header, char quote, String nullText) {}

  public TableDefinition {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  public boolean streaming() {
    return kind == Kind.STREAMING;
  }

  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** The partition column; static tables have none. */
  public Optional<String> partitionKey() {
    return partition.map(Partitioning::key);
  }
}
