package io.pharos.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Types by chance, with sizes. */
final class RandomTypes {
  private static final List<Shape> SCALARS =
      Stream.of(
              "boolean",
              "integer",
              "bigint",
              "double",
              "decimal(10,2)",
              "varchar",
              "date",
              "timestamp(3)",
              "integer",
              "varchar(5)",
              "varchar",
              "bigint",
              "tinyint",
              "smallint",
              "real",
              "decimal(38,6)",
              "decimal(18,0)",
              "char(3)",
              "varbinary",
              "timestamp(0)",
              "timestamp(6)",
              "timestamp(3) with time zone",
              "time(3)",
              "interval day to second",
              "interval year to month",
              "json",
              "decimal(3,3)",
              "uuid")
          .map(Shape::read)
          .toList();

  private static final Map<String, List<String>> SIZES =
      Map.of(
          "decimal", List.of("(10,2)", "(5,0)", "(18,4)", "(38,6)", "(3,3)"),
          "varchar", List.of("", "", "(5)"),
          "char", List.of("(3)", "(5)"),
          "timestamp", List.of("(3)", "(0)", "(6)"),
          "time", List.of("(3)", "(0)"),
          "timestamp with time zone", List.of("(3)"));

  private final Choices choices;

  RandomTypes(Choices choices) {
    this.choices = choices;
  }

  Shape scalar() {
    return choices.plain(SCALARS);
  }

  Shape number() {
    return Shape.read(
        choices.any(
            "integer",
            "bigint",
            "double",
            "decimal(10,2)",
            "tinyint",
            "smallint",
            "real",
            "decimal(18,4)",
            "decimal(38,6)",
            "decimal(5,0)"));
  }

  Shape any() {
    return switch (choices.between(0, 9)) {
      case 0, 1 -> new Shape("array", "", List.of(scalar()));
      case 2 -> new Shape("map", "", List.of(key(), scalar()));
      case 3 -> new Shape("row", "", List.of(scalar(), scalar()));
      default -> scalar();
    };
  }

  /** A type for a pattern, with the variables bound as it goes. */
  Shape of(Shape pattern, Map<String, Shape> bound) {
    if (pattern.isVariable()) {
      return bound.computeIfAbsent(
          pattern.name(), name -> name.equals("K") ? key() : choices.in(85) ? scalar() : any());
    }
    if (!pattern.parts().isEmpty()) {
      return new Shape(
          pattern.name(), "", pattern.parts().stream().map(part -> of(part, bound)).toList());
    }
    List<String> sizes = SIZES.get(pattern.name());
    return sizes == null || pattern.sizes().equals("(1)")
        ? pattern
        : new Shape(pattern.name(), choices.of(sizes), List.of());
  }

  private Shape key() {
    return Shape.read(choices.any("varchar", "integer", "bigint", "date", "boolean"));
  }
}
