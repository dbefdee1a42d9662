package io.pharos.sql;

import io.trino.sql.tree.FunctionCall;
import java.util.List;

/** Aggregates that are made of a list of their rows. */
final class AggregateRewrites {
  private AggregateRewrites() {}

  /** {@code map_agg} and {@code multimap_agg}. */
  static Typed map(FunctionCall call, List<Typed> values, Type result, String after) {
    requirePlain(call);
    String entry =
        "struct_pack(k := " + values.get(0).sql() + ", v := " + values.get(1).sql() + ")";
    return new Typed(
        result, "pharos_" + Functions.name(call) + "(list(" + entry + ")" + after + ")", call);
  }

  static Typed union(FunctionCall call, Typed map, Type result, String after) {
    requirePlain(call);
    return new Typed(result, "pharos_map_union(list(" + map.sql() + ")" + after + ")", call);
  }

  static void requirePlain(FunctionCall call) {
    if (call.getOrderBy().isPresent() || call.isDistinct() || call.getWindow().isPresent()) {
      throw SqlRefused.at(
          call, Functions.name(call) + " is not supported with DISTINCT, ORDER BY or OVER");
    }
  }
}
