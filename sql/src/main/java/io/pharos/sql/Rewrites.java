package io.pharos.sql;

import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.Varchar;
import io.pharos.sql.Type.Zoned;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.StringLiteral;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Calls that no line of {@code functions.tsv} can write. */
final class Rewrites {
  private final ExpressionRenderer expressions;
  private final TimeRewrites times;
  private final LambdaRewrites lambdas;

  Rewrites(ExpressionRenderer expressions) {
    this.expressions = expressions;
    this.times = new TimeRewrites(expressions);
    this.lambdas = new LambdaRewrites(expressions);
  }

  Typed write(String how, FunctionCall call, List<Typed> values, Type result, String after) {
    return switch (how) {
      case "concat" -> new Typed(result, joined(values, result), call);
      case "concat_ws" ->
          new Typed(
              result,
              values.stream().map(Typed::sql).collect(Collectors.joining(", ", "concat_ws(", ")")),
              call);
      case "extreme" -> extreme(call, values, result);
      case "array_join" -> arrayJoin(call, values);
      case "reduce" -> lambdas.reduce(call, values, result);
      case "reduce_agg" -> lambdas.reduceAgg(call, values, result, after);
      case "zip" -> lambdas.zip(call, values, (Array) result);
      case "zip_with" -> lambdas.zipWith(call, values, result);
      case "array_sort" -> lambdas.sorted(call, values, result);
      case "map" -> map(call, values, result);
      case "map_agg" -> AggregateRewrites.map(call, values, result, after);
      case "map_union" -> AggregateRewrites.union(call, values.getFirst(), result, after);
      case "map_entries" ->
          new Typed(
              result, expressions.casts().packedEntries(values.getFirst(), (Array) result), call);
      case "map_from_entries" -> fromEntries(call, values.getFirst(), result);
      case "map_concat" -> mapConcat(call, values, result);
      case "mod" -> expressions.arithmetic().of(call, "%", values.get(0), values.get(1));
      case "map_lambda" -> lambdas.map(call, values, (MapOf) result);
      case "refuse" ->
          throw SqlRefused.at(call, Functions.name(call) + " is not supported in this form");
      default -> times.write(how, call, values, result);
    };
  }

  private static String joined(List<Typed> values, Type result) {
    return result instanceof Array
        ? values.stream()
            .map(Typed::sql)
            .reduce((a, b) -> "pharos_list_concat(" + a + ", " + b + ")")
            .orElseThrow()
        : values.stream().map(Typed::sql).collect(Collectors.joining(" || ", "(", ")"));
  }

  /** Of a null they are null; NaN is taken only where there is nothing else. */
  private static Typed extreme(FunctionCall call, List<Typed> values, Type result) {
    values.forEach(Comparisons::requireOrdered);
    String anyNull =
        values.stream().map(value -> value.sql() + " IS NULL").collect(Collectors.joining(" OR "));
    String best =
        Functions.name(call).equals("greatest") && result.isFloating()
            ? values.stream()
                .map(value -> "(- " + value.sql() + ")")
                .collect(Collectors.joining(", ", "(- least(", "))"))
            : values.stream()
                .map(Typed::sql)
                .collect(Collectors.joining(", ", Functions.name(call) + "(", ")"));
    return new Typed(result, "(CASE WHEN " + anyNull + " THEN NULL ELSE " + best + " END)", call);
  }

  private Typed arrayJoin(FunctionCall call, List<Typed> values) {
    Typed texts = expressions.casts().cast(values.getFirst(), new Array(Varchar.ANY));
    String list = texts.sql();
    if (values.size() > 2) {
      String item = expressions.casts().variable();
      list =
          "list_transform("
              + list
              + ", lambda "
              + item
              + ": coalesce("
              + item
              + ", "
              + values.get(2).sql()
              + "))";
    }
    String delimiter = values.get(1).sql();
    String macro = delimiter.startsWith("'") ? "pharos_array_join(" : "pharos_joined(";
    String joined = macro + list + ", " + delimiter + ")";
    return new Typed(
        Varchar.ANY,
        values.size() > 2
            ? "CASE WHEN " + values.get(2).sql() + " IS NOT NULL THEN " + joined + " END"
            : joined,
        call);
  }

  private Typed map(FunctionCall call, List<Typed> values, Type result) {
    if (((MapOf) result).key() == Plain.UNKNOWN) {
      return new Typed(
          result,
          "CAST(map("
              + values.get(0).sql()
              + ", "
              + values.get(1).sql()
              + ") AS "
              + expressions.types().name(result)
              + ")",
          call);
    }
    return new Typed(
        result, "pharos_map(" + values.get(0).sql() + ", " + values.get(1).sql() + ")", call);
  }

  private Typed fromEntries(FunctionCall call, Typed entries, Type result) {
    String sql = "pharos_map(" + parts(entries, 1) + ", " + parts(entries, 2) + ")";
    return new Typed(result, sql, call);
  }

  /** Of each entry its key, which is the first part, or its value, the second. */
  private String parts(Typed entries, int nth) {
    String item = expressions.casts().variable();
    return "list_transform("
        + entries.sql()
        + ", lambda "
        + item
        + ": struct_extract_at("
        + item
        + ", "
        + nth
        + "))";
  }

  private Typed mapConcat(FunctionCall call, List<Typed> values, Type result) {
    String anyNull =
        values.stream().map(value -> value.sql() + " IS NULL").collect(Collectors.joining(" OR "));
    String joined =
        values.stream().map(Typed::sql).collect(Collectors.joining(", ", "map_concat(", ")"));
    return new Typed(result, "(CASE WHEN NOT (" + anyNull + ") THEN " + joined + " END)", call);
  }

  Typed atZone(Node node, Typed value, String zone) {
    if (!ZoneText.known(zone)) {
      throw SqlRefused.at(node, "Time zone not supported: " + zone);
    }
    if (!(value.type() instanceof Zoned)
        && !(value.type() instanceof Type.Timestamp)
        && !value.isNull()) {
      throw SqlRefused.at(
          node,
          "Type of value must be a time or timestamp with or without time zone (actual "
              + value.type()
              + ")");
    }
    int precision =
        value.type() instanceof Zoned zoned
            ? zoned.precision()
            : value.type() instanceof Type.Timestamp time ? time.precision() : 3;
    Typed instant =
        value.type() instanceof Zoned
            ? value
            : expressions.casts().coerced(value, new Zoned(precision, Zoned.UTC));
    return new Typed(new Zoned(precision, ZoneText.canonical(zone)), instant.sql(), node);
  }

  String now() {
    return TimeRewrites.NOW;
  }

  static Optional<String> text(Expression expression) {
    return expression instanceof StringLiteral text
        ? Optional.of(text.getValue())
        : Optional.empty();
  }
}
