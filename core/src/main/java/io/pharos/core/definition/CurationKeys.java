package io.pharos.core.definition;

import io.pharos.core.shape.Key;
import io.pharos.core.shape.Shape;
import io.pharos.core.shape.Shapes;
import java.time.Duration;
import java.util.Set;

/** The keys of {@code curations/<database>/<name>.yaml}. */
final class CurationKeys {
  private static final String LATER = "not supported yet; remove the key";

  private static final Shape.Section WINDOW =
      new Shape.Section(
          Key.of("unit", Shapes.oneOf("hour", "day", "month", "none"), "How long a window is")
              .must(),
          Key.of(
              "lag",
              Shapes.duration(Duration.ZERO, Duration.ofDays(30)),
              "How long after its end a window is computed; at least the inputs' flush interval"
                  + " and 15m, which is the default"),
          Key.of("restate", Shapes.whole(0, 366), "How many windows before it are computed again")
              .or("0"));

  private static final Shape.Section SERVE =
      new Shape.Section(
          Key.of(
                  "as",
                  DefinitionShapes.identifier(),
                  "Rows are looked up at /{database}/{as}/{key}")
              .must(),
          Key.of("key", DefinitionShapes.identifier(), "The column that is looked up").must(),
          Key.of("sort", DefinitionShapes.identifier(), "The partition key or a date column")
              .must());

  private static final Shape.Section OUTPUT =
      new Shape.Section(
          Key.of(
                  "table",
                  DefinitionShapes.tableName(),
                  "The batch table whose partition is replaced")
              .must(),
          Key.of("serve", SERVE, "Look-ups of the rows over HTTP"),
          Key.refused("file", LATER),
          Key.refused("redshift", LATER));

  static final Shape.Section CURATION =
      new Shape.Section(
          Key.of("description", Shapes.text(), "For people").or(""),
          Key.of(
              "schedule",
              DefinitionShapes.schedule(),
              "When it runs; without one, when its inputs have a new window"),
          Key.of("timezone", DefinitionShapes.zone(), "That the schedule is in; UTC by default"),
          Key.of("enabled", Shapes.flag(), "Whether it runs by itself").or("true"),
          Key.of(
                  "inputs",
                  Shapes.list(DefinitionShapes.tableName()),
                  "Exactly the tables that the SQL reads")
              .must(),
          Key.of("window", WINDOW, "The event time that one run computes").must(),
          Key.of(
              "parameters",
              new Shape.Values(
                  Set.of("window_start", "window_end", "arrival_start", "arrival_end")),
              "Values for ${name} in the SQL"),
          Key.of("output", OUTPUT, "Where the rows go").must(),
          Key.of(
                  "timeout",
                  Shapes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
                  "How long a run may take")
              .or("30m"),
          Key.refused("checks", LATER),
          Key.refused("notify", LATER),
          Key.refused("name", "a curation is named by its file; remove the key"),
          Key.refused("sql", "the SQL is in the file of the same name that ends in .sql"));

  private CurationKeys() {}
}
