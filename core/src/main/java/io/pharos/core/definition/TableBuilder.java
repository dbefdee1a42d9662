package io.pharos.core.definition;

import io.pharos.core.definition.TableDefinition.Csv;
import io.pharos.core.definition.TableDefinition.Flush;
import io.pharos.core.definition.TableDefinition.Format;
import io.pharos.core.definition.TableDefinition.Kind;
import io.pharos.core.definition.TableDefinition.Partitioning;
import io.pharos.core.definition.TableDefinition.Stream;
import io.pharos.core.schedule.Schedule;
import io.pharos.core.shape.Block;
import io.pharos.core.shape.Block.Entry;
import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.Spelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a table from its file's block, and checks the relations between its keys. */
final class TableBuilder {
  private static final String INSERTED_AT = "inserted_at";
  private static final String VERSION = "version";
  private static final List<String> STREAMING_ONLY = List.of("schedule", "ahead", "lookback");

  private final TableName name;
  private final Block block;
  private final ProblemLog log;
  private final Optional<Kind> kind;

  TableBuilder(TableName name, Block block, ProblemLog log) {
    this.name = name;
    this.block = block;
    this.log = log;
    this.kind = block.text("kind").map(text -> Kind.valueOf(upper(text)));
  }

  /** The table; empty if its file has problems, which are then in the log. */
  Optional<TableDefinition> build() {
    List<Column> columns = new ColumnsBuilder(block, partitionKey(), kind, log).build();
    checkColumn("id", columns, ColumnType.Scalar.STRING);
    checkColumn("event_time", columns, ColumnType.Scalar.TIMESTAMP);
    List<String> primaryKey = primaryKey(columns);
    checkStream();
    checkPartition();
    checkCsv();
    return log.clean() ? Optional.of(table(columns, primaryKey)) : Optional.empty();
  }

  private TableDefinition table(List<Column> columns, List<String> primaryKey) {
    return new TableDefinition(
        name,
        kind.orElseThrow(),
        block.text("description").orElse(""),
        columns,
        block.text("id"),
        block.text("event_time"),
        stream(),
        flush(),
        partition(),
        Format.valueOf(upper(block.text("format").orElseThrow())),
        csv(),
        primaryKey);
  }

  private void checkColumn(String key, List<Column> columns, ColumnType type) {
    Optional<String> named = block.text(key);
    if (named.isEmpty()) {
      return;
    }
    Optional<Column> column =
        columns.stream().filter(c -> c.name().equals(named.get())).findFirst();
    if (column.isEmpty()) {
      log.add(block, key, noColumn(named.get(), columns));
    } else if (!column.get().type().equals(type)) {
      log.add(
          block,
          key,
          "column '%s' is %s; it has to be %s"
              .formatted(named.get(), column.get().type().glueName(), type.glueName()));
    }
  }

  private static String noColumn(String named, List<Column> columns) {
    List<String> names = columns.stream().map(Column::name).toList();
    String hint = Spelling.hint(named, names);
    return "no column '"
        + named
        + "' is declared"
        + (hint.isEmpty() ? ": add it to columns" : hint);
  }

  private List<String> primaryKey(List<Column> columns) {
    List<String> names = new ArrayList<>();
    for (Entry entry : block.items("primary_key")) {
      entry.as(String.class).ifPresent(column -> primaryKeyColumn(entry, column, columns, names));
    }
    return names;
  }

  private void primaryKeyColumn(
      Entry entry, String named, List<Column> columns, List<String> names) {
    if (columns.stream().noneMatch(column -> column.name().equals(named))) {
      log.add(entry.line(), entry.path(), noColumn(named, columns));
    } else if (names.contains(named)) {
      log.add(entry.line(), entry.path(), "column '" + named + "' is there twice; keep one");
    }
    names.add(named);
  }

  private void checkStream() {
    Block stream = block.block("stream");
    if (stream.flag("on_demand") && stream.given("shards")) {
      log.add(
          stream, "shards", "an on-demand stream has no shards of its own; keep one of the two");
    }
  }

  private Stream stream() {
    Block stream = block.block("stream");
    return new Stream(stream.flag("on_demand") ? 0 : stream.get("shards", Integer.class).orElse(1));
  }

  private Flush flush() {
    Block flush = block.block("flush");
    return new Flush(
        flush.get("interval", Duration.class).orElseThrow(),
        flush.get("size", Long.class).orElseThrow());
  }

  private void checkPartition() {
    Block partition = block.block("partition");
    if (is(Kind.BATCH) && block.given("partition") && !partition.given("key")) {
      log.add(partition, "key", "is missing: name the partition column, such as day");
    }
    if (partitionKey().filter(TableDefinition.RECEIVED_AT::equals).isPresent()) {
      log.add(partition, "key", "'received_at' is reserved; take another name");
    }
    if (kind.isPresent() && !is(Kind.STREAMING)) {
      STREAMING_ONLY.stream()
          .filter(partition::given)
          .forEach(key ->
              log.add(
                  partition,
                  key,
                  "only a streaming table's partitions are registered by time; remove the key"));
    }
  }

  /** The value of a key, or its default. */
  private Optional<String> partitionKey() {
    Optional<String> given = block.block("partition").text("key");
    if (given.isPresent() || kind.isEmpty()) {
      return given;
    }
    return switch (kind.get()) {
      case STREAMING -> Optional.of(INSERTED_AT);
      case EXPORT -> Optional.of(VERSION);
      case BATCH, STATIC -> Optional.empty();
    };
  }

  private Optional<Partitioning> partition() {
    Block partition = block.block("partition");
    Schedule schedule = partition.get("schedule", Schedule.class).orElseThrow();
    boolean byTime = is(Kind.STREAMING);
    int ahead = byTime ? partition.get("ahead", Integer.class).orElseThrow() : 0;
    int lookback = byTime ? partition.get("lookback", Integer.class).orElseThrow() : 0;
    return partitionKey().map(key -> new Partitioning(key, schedule, ahead, lookback));
  }

  private void checkCsv() {
    Block csv = block.block("csv");
    Optional<Character> delimiter = csv.get("delimiter", Character.class);
    if (delimiter.isPresent() && delimiter.equals(csv.get("quote", Character.class))) {
      log.add(csv, "quote", "quote and delimiter are the same; take another character");
    }
  }

  private Optional<Csv> csv() {
    if (!block.given("csv")) {
      return Optional.empty();
    }
    Block csv = block.block("csv");
    return Optional.of(
        new Csv(
            csv.get("delimiter", Character.class).orElseThrow(),
            csv.flag("header"),
            csv.get("quote", Character.class).orElseThrow(),
            csv.text("null").orElseThrow()));
  }

  private boolean is(Kind expected) {
    return kind.filter(expected::equals).isPresent();
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
