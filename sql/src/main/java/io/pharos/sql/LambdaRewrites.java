package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.RowOf;
import io.trino.sql.tree.FunctionCall;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls that go through lists and maps with lambdas. */
final class LambdaRewrites {
  private final ExpressionRenderer expressions;

  LambdaRewrites(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  /** A lambda as it was written: the names of its values, and what it makes of them. */
  private record Lambda(List<String> names, String body) {
    static Lambda of(Typed lambda) {
      String[] parts = lambda.sql().split(": ", 2);
      return new Lambda(List.of(parts[0].substring("lambda ".length()).split(", ", -1)), parts[1]);
    }

    String with(String... values) {
      String with = body;
      for (int i = 0; i < values.length; i++) {
        with = with.replace(names.get(i), values[i]);
      }
      return with;
    }
  }

  Typed zip(FunctionCall call, List<Typed> lists, Array result) {
    String pair = expressions.casts().variable();
    RowOf row = (RowOf) result.element();
    String fields =
        IntStream.range(0, lists.size())
            .mapToObj(i -> Trees.quoted(DuckTypes.field(row, i)) + " := " + nth(pair, i))
            .collect(Collectors.joining(", ", "struct_pack(", ")"));
    return new Typed(result, zipped(lists, pair, fields), call);
  }

  Typed zipWith(FunctionCall call, List<Typed> values, Type result) {
    String pair = expressions.casts().variable();
    String body = Lambda.of(values.get(2)).with(nth(pair, 0), nth(pair, 1));
    return new Typed(result, zipped(values.subList(0, 2), pair, body), call);
  }

  private String nth(String pair, int index) {
    String place = expressions.literals().number(Integer.toString(index + 1));
    return "struct_extract_at(" + pair + ", " + place + ")";
  }

  /** As long as the longest, with nulls; null where one of the lists is. */
  private static String zipped(List<Typed> lists, String pair, String made) {
    String there =
        lists.stream()
            .map(list -> list.sql() + " IS NOT NULL")
            .collect(Collectors.joining(" AND "));
    String all = lists.stream().map(Typed::sql).collect(Collectors.joining(", "));
    return "(CASE WHEN "
        + there
        + " THEN list_transform(list_zip("
        + all
        + "), lambda "
        + pair
        + ": "
        + made
        + ") END)";
  }

  /** Compares each with each; an order that contradicts itself is refused when it runs. */
  Typed sorted(FunctionCall call, List<Typed> values, Type result) {
    String list = values.get(0).sql();
    String one = expressions.casts().variable();
    String other = expressions.casts().variable();
    String place = expressions.casts().variable();
    String compared = Lambda.of(values.get(1)).with(one, other);
    String sql =
        "list_transform(CAST(CAST(pharos_order(CAST(list_transform("
            + list
            + ", lambda "
            + one
            + ": list_transform("
            + list
            + ", lambda "
            + other
            + ": "
            + compared
            + ")) AS VARCHAR)) AS JSON) AS BIGINT[]), lambda "
            + place
            + ": ("
            + list
            + ")["
            + place
            + "])";
    return new Typed(result, sql, call);
  }

  /** The state goes through the list, and what comes out of it through the last function. */
  Typed reduce(FunctionCall call, List<Typed> values, Type result) {
    Typed list = values.get(0);
    String reduced = reduced(list, values.get(1), values.get(2));
    String last = "list_transform([" + reduced + "], " + values.get(3).sql() + ")[1]";
    return new Typed(
        result, "(CASE WHEN " + list.sql() + " IS NOT NULL THEN " + last + " END)", call);
  }

  /** Of the rows in a list; null where there are none. */
  Typed reduceAgg(FunctionCall call, List<Typed> values, Type result, String after) {
    AggregateRewrites.requirePlain(call);
    if (!isState(result)) {
      throw SqlRefused.at(call, "State type not supported for reduce_agg: " + result);
    }
    String item = expressions.casts().variable();
    String list =
        "list_filter(list("
            + values.get(0).sql()
            + ")"
            + after
            + ", lambda "
            + item
            + ": "
            + item
            + " IS NOT NULL)";
    Typed rows = values.get(0).with(new Array(values.get(0).type()), list);
    String reduced = reduced(rows, values.get(1), values.get(2));
    return new Typed(result, "(CASE WHEN len(" + list + ") > 0 THEN " + reduced + " END)", call);
  }

  /** What Trino keeps in a word. */
  private static boolean isState(Type type) {
    return switch (type) {
      case Type.Decimal decimal -> decimal.precision() <= 18;
      case Type.Zoned zoned -> zoned.precision() <= 3;
      case Type.Timestamp _, Type.Time _ -> true;
      case Type.Plain plain ->
          plain.isNumber()
              || plain.isInterval()
              || plain == Type.Plain.BOOLEAN
              || plain == Type.Plain.DATE
              || plain == Type.Plain.UNKNOWN;
      default -> false;
    };
  }

  /** The engine's reduce keeps one type: each item becomes a pair of the state and itself. */
  private String reduced(Typed list, Typed state, Typed step) {
    Type element = ((Array) list.type()).element();
    String kept = expressions.types().name(step.type());
    String item = expressions.casts().variable();
    Lambda lambda = Lambda.of(step);
    String one = lambda.names().get(0);
    String other = lambda.names().get(1);
    return "list_reduce(list_transform("
        + list.sql()
        + ", lambda "
        + item
        + ": struct_pack(s := CAST(NULL AS "
        + kept
        + "), v := "
        + item
        + ")), lambda "
        + one
        + ", "
        + other
        + ": struct_pack(s := "
        + lambda.with(one + ".s", other + ".v")
        + ", v := "
        + other
        + ".v), struct_pack(s := "
        + expressions.casts().coerced(state, step.type()).sql()
        + ", v := CAST(NULL AS "
        + expressions.types().name(element)
        + "))).s";
  }

  Typed map(FunctionCall call, List<Typed> values, MapOf result) {
    String entry = expressions.casts().variable();
    String body = Lambda.of(values.get(1)).with(entry + "['key']", entry + "['value']");
    String entries = "map_entries(" + values.getFirst().sql() + "), lambda " + entry + ": ";
    String made =
        switch (Functions.name(call)) {
          case "map_filter" -> "map_from_entries(list_filter(" + entries + body + "))";
          case "transform_values" ->
              "map_from_entries(list_transform("
                  + entries
                  + "struct_pack(k := "
                  + entry
                  + "['key'], v := "
                  + body
                  + ")))";
          default ->
              "pharos_map(list_transform("
                  + entries
                  + body
                  + "), map_values("
                  + values.getFirst().sql()
                  + "))";
        };
    return new Typed(result, made, call);
  }
}
