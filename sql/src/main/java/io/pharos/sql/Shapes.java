package io.pharos.sql;

import io.trino.sql.tree.Array;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CurrentDate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.IntervalLiteral;
import java.util.Set;

/** What can be said of a value's type from how it is written. */
final class Shapes {
  private static final Set<String> MAPS =
      Set.of(
          "map",
          "map_agg",
          "map_concat",
          "map_filter",
          "map_from_entries",
          "multimap_agg",
          "histogram",
          "split_to_map",
          "transform_keys",
          "transform_values");
  private static final Set<String> ARRAYS =
      Set.of(
          "array_agg",
          "array_distinct",
          "array_except",
          "array_intersect",
          "array_remove",
          "array_sort",
          "array_union",
          "filter",
          "flatten",
          "map_entries",
          "map_keys",
          "map_values",
          "regexp_extract_all",
          "regexp_split",
          "repeat",
          "sequence",
          "shuffle",
          "slice",
          "split",
          "transform",
          "zip",
          "zip_with");

  private Shapes() {}

  static boolean isMap(Expression value) {
    return isCallOf(MAPS, value) || isCastTo("map", value);
  }

  static boolean isArray(Expression value) {
    return value instanceof Array || isCallOf(ARRAYS, value) || isCastTo("array", value);
  }

  static boolean isInterval(Expression value) {
    return value instanceof IntervalLiteral;
  }

  static boolean isDate(Expression value) {
    return value instanceof CurrentDate
        || (value instanceof GenericLiteral literal && literal.getType().equalsIgnoreCase("date"))
        || isCallOf(Set.of("date", "from_iso8601_date", "last_day_of_month"), value)
        || isCastTo("date", value);
  }

  private static boolean isCallOf(Set<String> functions, Expression value) {
    return value instanceof FunctionCall call && functions.contains(Functions.name(call));
  }

  private static boolean isCastTo(String type, Expression value) {
    return value instanceof Cast cast
        && cast.getType() instanceof GenericDataType target
        && Trees.name(target.getName()).equals(type);
  }
}
