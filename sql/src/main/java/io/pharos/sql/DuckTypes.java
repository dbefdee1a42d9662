package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.Char;
import io.pharos.sql.Type.Decimal;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Time;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Varchar;
import io.pharos.sql.Type.Zoned;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How DuckDB holds values of a type: intervals as whole milliseconds and months, which add, compare
 * and group as Trino's do; JSON as its canonical text; chars with their blanks.
 */
final class DuckTypes {
  private final Literals literals;

  DuckTypes(Literals literals) {
    this.literals = literals;
  }

  String name(Type type) {
    return switch (type) {
      case Plain plain -> plain(plain);
      case Decimal decimal ->
          "DECIMAL("
              + literals.number(Integer.toString(decimal.precision()))
              + ", "
              + literals.number(Integer.toString(decimal.scale()))
              + ")";
      case Varchar _, Char _ -> "VARCHAR";
      case Time _ -> "TIME";
      case Timestamp _ -> "TIMESTAMP";
      case Zoned _ -> "TIMESTAMPTZ";
      case Array array -> name(array.element()) + "[]";
      case MapOf map -> "MAP(" + name(map.key()) + ", " + name(map.value()) + ")";
      case RowOf row ->
          IntStream.range(0, row.fields().size())
              .mapToObj(i -> Trees.quoted(field(row, i)) + " " + name(row.fields().get(i).type()))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
    };
  }

  /** The names of the fields, where each has one of its own; their places otherwise. */
  static String field(RowOf row, int index) {
    long named = row.fields().stream().flatMap(field -> field.name().stream()).distinct().count();
    return named == row.fields().size()
        ? row.fields().get(index).name().orElseThrow()
        : "field" + index;
  }

  private static String plain(Plain type) {
    return switch (type) {
      case UNKNOWN -> "INTEGER";
      case REAL -> "FLOAT";
      case VARBINARY -> "BLOB";
      case JSON -> "VARCHAR";
      case DAY_TIME -> "BIGINT";
      case YEAR_MONTH -> "INTEGER";
      default -> type.name();
    };
  }
}
