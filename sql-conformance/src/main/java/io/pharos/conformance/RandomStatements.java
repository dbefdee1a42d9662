package io.pharos.conformance;

import io.pharos.conformance.RandomExpressions.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Queries by chance, the same for the same seed: mostly of one expression, of constants or over a
 * few rows, so that a difference says where it comes from; some that group, order, join or number
 * rows.
 */
final class RandomStatements {
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Choices choices;
  private final RandomTypes types;
  private final Literals literals;
  private final RandomExpressions expressions;

  RandomStatements(long seed) {
    this.choices = new Choices(seed);
    this.types = new RandomTypes(choices);
    this.literals = new Literals(choices);
    this.expressions = new RandomExpressions(choices, types, literals);
  }

  String next() {
    List<Column> columns =
        NAMES.stream()
            .map(name -> new Column(name, choices.in(85) ? types.scalar() : types.any()))
            .toList();
    return switch (choices.between(0, 19)) {
      case 0, 1, 2, 3, 4, 5, 6 -> "select " + expressions.any(List.of(), depth());
      case 7, 8, 9, 10, 11, 12 ->
          "select " + expressions.any(columns, depth()) + " from " + rows(columns, "t");
      case 13, 14 -> grouped(columns);
      case 15 -> windowed(columns);
      case 16 ->
          "select "
              + expressions.any(columns, 1)
              + " as d, a from "
              + rows(columns, "t")
              + " where "
              + expressions.predicate(columns, 2);
      case 17 -> ordered(columns);
      case 18 -> joined(columns);
      default -> combined(columns);
    };
  }

  private int depth() {
    return choices.between(0, 2);
  }

  /** Rows of typed literals; the first row has the type of each column. */
  private String rows(List<Column> columns, String name) {
    String values =
        IntStream.range(0, choices.between(1, 4))
            .mapToObj(_ ->
                columns.stream()
                    .map(column -> literals.typed(column.type()))
                    .collect(Collectors.joining(", ", "(", ")")))
            .collect(Collectors.joining(", "));
    return "(values "
        + values
        + ") "
        + name
        + "("
        + columns.stream().map(Column::name).collect(Collectors.joining(", "))
        + ")";
  }

  private String grouped(List<Column> columns) {
    String aggregate = aggregate(columns, true);
    String from = " from " + rows(columns, "t");
    return switch (choices.between(0, 3)) {
      case 0 -> "select b, " + aggregate + from + " group by b";
      case 1 -> "select " + aggregate + ", count(*)" + from + " where a is null";
      case 2 -> "select b, " + aggregate + from + " group by b having count(*) > 1";
      default -> "select " + aggregate + from;
    };
  }

  private String aggregate(List<Column> columns, boolean filtered) {
    Forms.Form form = choices.of(Forms.ofKind("a"));
    String call = expressions.call(form, new HashMap<>(), columns, choices.between(0, 1));
    String arguments = call.substring(call.indexOf('(') + 1, call.length() - 1);
    String filter =
        filtered && choices.in(15)
            ? " filter (where " + expressions.predicate(columns, 1) + ")"
            : "";
    return switch (form.name()) {
      case "count" -> arguments.isEmpty() ? "count(*)" + filter : call + filter;
      case "array_agg" -> "array_agg(" + arguments + " order by a, b, c)" + filter;
      case "listagg" -> "listagg(a, ',') within group (order by a, b, c)" + filter;
      case "min", "max", "sum", "avg" ->
          form.name() + "(" + (choices.in(20) ? "distinct " : "") + arguments + ")" + filter;
      default -> call + filter;
    };
  }

  private String windowed(List<Column> columns) {
    boolean aggregate = choices.in(40);
    String call =
        aggregate
            ? aggregate(columns, false)
            : expressions.call(
                choices.of(Forms.ofKind("w")), new HashMap<>(), columns, choices.between(0, 1));
    String frame =
        choices.any(
            "",
            "",
            "",
            " rows between 1 preceding and current row",
            " rows between unbounded preceding and unbounded following",
            " range between unbounded preceding and current row");
    return "select a, b, c, "
        + call
        + " over ("
        + choices.any("", "partition by b ")
        + "order by a, b, c"
        + frame
        + ") from "
        + rows(columns, "t");
  }

  private String ordered(List<Column> columns) {
    String order =
        choices.any(
            "a, b, c", "a desc, b, c", "a nulls first, b desc, c", "a desc nulls last, b, c");
    return "select "
        + choices.any("", "distinct ")
        + "a, b, c from "
        + rows(columns, "t")
        + " order by "
        + order
        + choices.any("", " limit 2", " offset 1");
  }

  private String joined(List<Column> columns) {
    Column other = new Column("d", choices.in(70) ? columns.getFirst().type() : types.scalar());
    List<Column> both = new ArrayList<>(columns);
    both.add(other);
    return "select a, d, "
        + expressions.any(both, 1)
        + " from "
        + rows(columns, "t")
        + choices.any(" join ", " left join ", " full join ", " right join ")
        + rows(List.of(other), "u")
        + " on a = d";
  }

  private String combined(List<Column> columns) {
    String left = "select a from " + rows(columns, "t");
    String type = choices.in(70) ? columns.getFirst().type().toString() : types.scalar().toString();
    String right = "select d from (values " + literals.typed(Shape.read(type)) + ", null) u(d)";
    return choices.in(60)
        ? left + choices.any(" union ", " union all ", " intersect ", " except ") + right
        : "select b, "
            + choices.any("a in (", "a not in (", "a > all (", "a = any (")
            + right
            + ") from "
            + rows(columns, "t");
  }
}
