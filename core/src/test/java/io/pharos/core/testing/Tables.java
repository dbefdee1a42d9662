package io.pharos.core.testing;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.definition.DatabaseDefinition;
import io.pharos.core.definition.Definitions;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import io.pharos.core.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions for tests. */
public final class Tables {
  public static final TableDefinition IMPRESSIONS =
      streaming(
          "advertising.impressions",
          List.of(
              new Column("impression_id", Scalar.STRING, "", true, true, false),
              new Column("ad_id", Scalar.STRING, "", true, false, true),
              new Column("occurred_at", Scalar.TIMESTAMP, "", false, false, true)),
          Optional.of("impression_id"),
          "occurred_at");

  /** A table with a column of every type. */
  public static final TableDefinition EVERYTHING =
      streaming(
          "zoo.everything",
          List.of(
              Column.optional("text", Scalar.STRING),
              Column.optional("flag", Scalar.BOOLEAN),
              Column.optional("tiny", Scalar.TINYINT),
              Column.optional("small", Scalar.SMALLINT),
              Column.optional("whole", Scalar.INT),
              Column.optional("big", Scalar.BIGINT),
              Column.optional("real", Scalar.FLOAT),
              Column.optional("number", Scalar.DOUBLE),
              Column.optional("price", new ColumnType.Decimal(5, 2)),
              Column.optional("day", Scalar.DATE),
              Column.optional("at", Scalar.TIMESTAMP),
              Column.optional("list", new ColumnType.Array(Scalar.INT)),
              Column.optional("tags", new ColumnType.Map(Scalar.STRING)),
              Column.optional(
                  "place",
                  new ColumnType.Struct(
                      List.of(
                          new ColumnType.Field("lat", Scalar.DOUBLE),
                          new ColumnType.Field("name", Scalar.STRING))))),
          Optional.empty(),
          "at");

  /** What a curation fills: a partition a day. */
  public static final TableDefinition SALES =
      new TableDefinition(
          TableName.parse("shop.sales"),
          TableDefinition.Kind.BATCH,
          "",
          List.of(
              Column.optional("product", Scalar.STRING),
              Column.optional("pieces", Scalar.INT),
              Column.optional("price", new ColumnType.Decimal(9, 2)),
              Column.optional("sold_at", Scalar.TIMESTAMP)),
          Optional.empty(),
          Optional.empty(),
          new TableDefinition.Stream(1),
          new TableDefinition.Flush(Duration.ofMinutes(15), 64L << 20),
          Optional.of(new TableDefinition.Partitioning("day", new Never(), 0, 0)),
          TableDefinition.Format.PARQUET,
          Optional.empty(),
          List.of());

  private Tables() {}

  public static TableDefinition streaming(
      String name, List<Column> columns, Optional<String> id, String eventTime) {
    return new TableDefinition(
        TableName.parse(name),
        TableDefinition.Kind.STREAMING,
        "",
        columns,
        id,
        Optional.of(eventTime),
        new TableDefinition.Stream(1),
        new TableDefinition.Flush(Duration.ofMinutes(15), 64L << 20),
        Optional.of(new TableDefinition.Partitioning("inserted_at", new Never(), 12, 48)),
        TableDefinition.Format.PARQUET,
        Optional.empty(),
        List.of());
  }

  public static Definitions definitions(TableDefinition... tables) {
    Map<String, DatabaseDefinition> databases = new LinkedHashMap<>();
    LinkedHashMap<TableName, TableDefinition> byName = new LinkedHashMap<>();
    for (TableDefinition table : tables) {
      byName.put(table.name(), table);
      String database = table.name().database();
      databases.put(
          database, new DatabaseDefinition(database, "", "Warehouse/" + database, List.of()));
    }
    return new Definitions(databases, byName, new LinkedHashMap<>());
  }

  private record Never() implements Schedule {
    @Override
    public Instant next(Instant instant) {
      return Instant.MAX;
    }

    @Override
    public String text() {
      return "never";
    }
  }
}
