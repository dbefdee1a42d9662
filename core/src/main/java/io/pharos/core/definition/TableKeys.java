package io.pharos.core.definition;

import io.pharos.core.shape.Key;
import io.pharos.core.shape.Shape;
import io.pharos.core.shape.Shapes;
import java.time.Duration;

/** The keys of {@code tables/<database>/<table>.yaml} and {@code _database.yaml}. */
final class TableKeys {
  /** The most shards of UpdateShardCount. */
  private static final int MAX_SHARDS = 10_000;

  /** The most bytes of an event. */
  private static final int MAX_CHARACTERS = 262_144;

  /** Firehose's limits with format conversion. */
  private static final Shape.Section FLUSH =
      new Shape.Section(
          Key.of(
                  "interval",
                  Shapes.duration(Duration.ofMinutes(1), Duration.ofMinutes(15)),
                  "Events wait no longer than this to be filed: 60s to 900s")
              .or("900s"),
          Key.of("size", Shapes.size(64, 128), "Nor for more than this: 64MB to 128MB").or("64MB"));

  private static final Shape.Section STREAM =
      new Shape.Section(
          Key.of(
              "shards", Shapes.whole(1, MAX_SHARDS), "Capacity: 1,000 records/s and 1 MB/s each"),
          Key.of("on_demand", Shapes.flag(), "Let AWS scale it, instead of shards"));

  private static final Shape.Section PARTITION =
      new Shape.Section(
          Key.of(
              "key",
              DefinitionShapes.identifier(),
              "The partition column; inserted_at for streaming"),
          Key.of("schedule", DefinitionShapes.schedule(), "When folders are registered")
              .or("rate(1 hour)"),
          Key.of("ahead", Shapes.whole(1, 168), "Hours registered in advance").or("12"),
          Key.of("lookback", Shapes.whole(0, 720), "Hours that are looked at again").or("48"));

  private static final Shape.Section COLUMN =
      new Shape.Section(
          Key.of("name", DefinitionShapes.identifier(), "Lower-case letters, digits and _").must(),
          Key.of(
                  "type",
                  DefinitionShapes.columnType(),
                  "A Hive type: string, bigint, timestamp, decimal(p,s), array<..>, struct<..> ..")
              .must(),
          Key.of("description", Shapes.text(), "For people").or(""),
          Key.of("format", Shapes.oneOf("uuid"), "The text is a UUID, kept in lower case"),
          Key.of("generated", Shapes.flag(), "A UUIDv7 is filled in where none is sent")
              .or("false"),
          Key.of("required", Shapes.flag(), "An event without it is refused").or("false"),
          Key.of("min_length", Shapes.whole(0, MAX_CHARACTERS), "Fewest characters of a text"),
          Key.of("max_length", Shapes.whole(0, MAX_CHARACTERS), "Most characters of a text"),
          Key.of("pattern", Shapes.pattern(), "A regular expression of the whole text"),
          Key.of("minimum", Shapes.number(), "The least number"),
          Key.of("maximum", Shapes.number(), "The greatest number"),
          Key.of("enum", Shapes.list(Shapes.plain()), "All values there are"));

  private static final Shape.Section CSV =
      new Shape.Section(
          Key.of("delimiter", Shapes.character(), "Between two values").or(","),
          Key.of("header", Shapes.flag(), "The first line names the columns").or("true"),
          Key.of("quote", Shapes.character(), "Around values that need it").or("\""),
          Key.of("null", Shapes.text(), "The text that means no value").or(""));

  static final Shape.Section TABLE =
      new Shape.Section(
          Key.of(
                  "kind",
                  Shapes.oneOf("streaming", "batch", "static", "export"),
                  "How the table is filled: by events, by a curation, by hand, by full exports")
              .must(),
          Key.of("description", Shapes.text(), "For people").or(""),
          Key.of("columns", Shapes.list(COLUMN), "In the order that the table has them").must(),
          Key.of("id", DefinitionShapes.identifier(), "The column that identifies an event"),
          Key.of(
                  "event_time",
                  DefinitionShapes.identifier(),
                  "The timestamp column that says when it happened")
              .mustFor("streaming"),
          Key.of("stream", STREAM, "The capacity of the stream on AWS; 1 shard by default")
              .onlyFor("streaming"),
          Key.of("flush", FLUSH, "When events are filed into the lake").onlyFor("streaming"),
          Key.of("partition", PARTITION, "The folders of the table")
              .onlyFor("streaming", "batch", "export")
              .mustFor("batch"),
          Key.of("format", Shapes.oneOf("parquet", "json", "orc"), "Of the files; orc on AWS only")
              .or("parquet"),
          Key.of("csv", CSV, "How the files of an export are read").onlyFor("export"),
          Key.of(
                  "primary_key",
                  Shapes.list(DefinitionShapes.identifier()),
                  "Columns that identify a row")
              .onlyFor("export"),
          Key.refused("name", "a table is named by its file; remove the key"));

  private static final Shape.Section RATIO =
      new Shape.Section(
          Key.of(
                  "name",
                  Shapes.text("[A-Z][A-Za-z0-9]*", "in PascalCase, such as ClickthroughRate"),
                  "Of the metric")
              .must(),
          Key.of("numerator", DefinitionShapes.identifier(), "A streaming table of this database")
              .must(),
          Key.of("denominator", DefinitionShapes.identifier(), "A streaming table of this database")
              .must());

  static final Shape.Section DATABASE =
      new Shape.Section(
          Key.of("description", Shapes.text(), "For people").or(""),
          Key.of(
              "namespace",
              Shapes.text(
                  "(?!AWS/)[A-Za-z0-9._#-]+(/[A-Za-z0-9._#-]+)*",
                  "a metric namespace such as Warehouse/Advertising"),
              "Of its metrics; Warehouse/<Database> by default"),
          Key.of("ratios", Shapes.list(RATIO), "Metrics that divide one count by another"),
          Key.refused("name", "a database is named by its folder; remove the key"));

  private TableKeys() {}
}
