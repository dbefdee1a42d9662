package io.pharos.sql;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.StringLiteral;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes function calls: under DuckDB's name, as a macro, or as something else altogether. */
final class CallRenderer {
  /** Functions that are neither a function nor a macro of DuckDB. */
  static final Set<String> REWRITTEN =
      Set.of(
          "all_match",
          "any_match",
          "cardinality",
          "concat",
          "count",
          "date",
          "date_add",
          "date_diff",
          "date_format",
          "date_parse",
          "date_trunc",
          "filter",
          "greatest",
          "least",
          "listagg",
          "map",
          "none_match",
          "reduce",
          "regexp_replace",
          "transform");

  private final ExpressionRenderer expressions;
  private final WindowRenderer windows;

  CallRenderer(ExpressionRenderer expressions, WindowRenderer windows) {
    this.expressions = expressions;
    this.windows = windows;
  }

  String render(FunctionCall call) {
    if (call.hasNamedArguments() || call.getProcessingMode().isPresent()) {
      throw ExpressionRenderer.unsupported(call);
    }
    String name = Functions.name(call);
    if (REWRITTEN.contains(name)) {
      return rewritten(name, call);
    }
    return Functions.builtIn(name)
        .map(own -> plain(own, call))
        .orElseGet(() -> macro(Functions.macro(name).orElseThrow(), call));
  }

  private String rewritten(String name, FunctionCall call) {
    List<Expression> values = call.argumentValues();
    return switch (name) {
      case "count" -> values.isEmpty() ? counted(call) : plain("count", call);
      case "listagg" -> listagg(call, values);
      default -> {
        requirePlain(name, call);
        yield scalar(name, call, values);
      }
    };
  }

  private String scalar(String name, FunctionCall call, List<Expression> values) {
    return switch (name) {
      case "concat" -> joined(values, " || ");
      case "greatest", "least" -> extreme(name, values);
      case "map" ->
          values.isEmpty() ? "MAP {}" : "map" + expressions.list(arguments(call, values, 2));
      case "cardinality" -> cardinality(only(call, values));
      case "date" -> "CAST(" + expressions.render(only(call, values)) + " AS DATE)";
      case "date_parse", "date_format" -> dated(name, call, values);
      case "date_trunc", "date_diff", "date_add" -> inUnits(name, call, values);
      case "regexp_replace" -> replaced(call, values);
      case "transform" -> "list_transform(" + withLambda(call, values) + ")";
      case "filter" -> "list_filter(" + withLambda(call, values) + ")";
      case "any_match" -> "(len(list_filter(" + withLambda(call, values) + ")) > 0)";
      case "none_match" -> "(len(list_filter(" + withLambda(call, values) + ")) = 0)";
      case "all_match" -> all(call, values);
      case "reduce" -> reduce(call, values);
      default -> throw ExpressionRenderer.unsupported(call);
    };
  }

  private String counted(FunctionCall call) {
    return "count(*)" + after(call);
  }

  private String plain(String name, FunctionCall call) {
    return name
        + "("
        + (call.isDistinct() ? "DISTINCT " : "")
        + expressions.commas(call.argumentValues())
        + call.getNullTreatment()
            .map(nulls ->
                nulls == FunctionCall.NullTreatment.IGNORE ? " IGNORE NULLS" : " RESPECT NULLS")
            .orElse("")
        + call.getOrderBy().map(order -> " " + windows.orderBy(order)).orElse("")
        + ")"
        + after(call);
  }

  private String after(FunctionCall call) {
    return call.getFilter()
            .map(filter -> " FILTER (WHERE " + expressions.render(filter) + ")")
            .orElse("")
        + call.getWindow().map(window -> " OVER " + windows.over(window)).orElse("");
  }

  private String macro(String macro, FunctionCall call) {
    requirePlain(Functions.name(call), call);
    return macro + expressions.list(call.argumentValues());
  }

  private static void requirePlain(String name, FunctionCall call) {
    if (call.isDistinct()
        || call.getFilter().isPresent()
        || call.getOrderBy().isPresent()
        || call.getWindow().isPresent()
        || call.getNullTreatment().isPresent()) {
      throw SqlRefused.at(
          call,
          name + " is not supported with DISTINCT, FILTER, ORDER BY, OVER or nulls to ignore");
    }
  }

  private static List<Expression> arguments(FunctionCall call, List<Expression> values, int count) {
    if (values.size() != count) {
      throw SqlRefused.at(
          call, Functions.name(call) + " takes " + count + " values here, not " + values.size());
    }
    return values;
  }

  private static Expression only(FunctionCall call, List<Expression> values) {
    return arguments(call, values, 1).getFirst();
  }

  private String joined(List<Expression> values, String operator) {
    return values.stream().map(expressions::render).collect(Collectors.joining(operator, "(", ")"));
  }

  private String cardinality(Expression value) {
    if (Shapes.isMap(value)) {
      return "CAST(cardinality(" + expressions.render(value) + ") AS BIGINT)";
    }
    return (Shapes.isArray(value) ? "len(" : "pharos_cardinality(")
        + expressions.render(value)
        + ")";
  }

  /** Athena's greatest and least of a null are null. */
  private String extreme(String name, List<Expression> values) {
    String anyNull =
        values.stream()
            .map(value -> expressions.render(value) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    return "(CASE WHEN " + anyNull + " THEN NULL ELSE " + name + expressions.list(values) + " END)";
  }

  private String listagg(FunctionCall call, List<Expression> values) {
    String separator = values.size() > 1 ? expressions.render(values.get(1)) : "''";
    return "string_agg("
        + (call.isDistinct() ? "DISTINCT " : "")
        + expressions.render(values.getFirst())
        + ", "
        + separator
        + call.getOrderBy().map(order -> " " + windows.orderBy(order)).orElse("")
        + ")"
        + after(call);
  }

  private String dated(String name, FunctionCall call, List<Expression> values) {
    List<Expression> both = arguments(call, values, 2);
    return (name.equals("date_parse") ? "strptime(" : "strftime(")
        + expressions.render(both.get(0))
        + ", "
        + expressions.literals().text(DatePatterns.render(both.get(1)))
        + ")";
  }

  private String inUnits(String name, FunctionCall call, List<Expression> values) {
    String unit =
        values.isEmpty() || !(values.getFirst() instanceof StringLiteral literal)
            ? ""
            : Trees.lower(literal.getValue());
    if (!Set.of(
            "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year")
        .contains(unit)) {
      throw SqlRefused.at(
          call,
          name + " takes a unit first: 'second', 'minute', 'hour', 'day', 'week', 'month' ..");
    }
    Expression last = values.getLast();
    String result =
        switch (name) {
          case "date_trunc" ->
              "date_trunc('"
                  + unit
                  + "', "
                  + expressions.render(arguments(call, values, 2).get(1))
                  + ")";
          // full units between, as Athena counts them, not the boundaries that are crossed
          case "date_diff" ->
              "date_sub('"
                  + unit
                  + "', "
                  + expressions.render(arguments(call, values, 3).get(1))
                  + ", "
                  + expressions.render(last)
                  + ")";
          default ->
              "("
                  + expressions.render(last)
                  + " + ("
                  + expressions.render(arguments(call, values, 3).get(1))
                  + ") * INTERVAL 1 "
                  + unit
                  + ")";
        };
    boolean day = Shapes.isDate(last) && !name.equals("date_diff");
    return day ? "CAST(" + result + " AS DATE)" : result;
  }

  /** Athena replaces every match and writes groups as $1. */
  private String replaced(FunctionCall call, List<Expression> values) {
    if (values.size() == 2) {
      return "regexp_replace(" + expressions.commas(values) + ", '', 'g')";
    }
    if (arguments(call, values, 3).get(2) instanceof StringLiteral replacement) {
      return "regexp_replace("
          + expressions.commas(values.subList(0, 2))
          + ", "
          + expressions
              .literals()
              .text(replacement.getValue().replace("\\", "\\\\").replaceAll("\\$(\\d)", "\\\\$1"))
          + ", 'g')";
    }
    throw SqlRefused.at(call, "the replacement has to be a text in quotes");
  }

  private String withLambda(FunctionCall call, List<Expression> values) {
    return expressions.render(arguments(call, values, 2).get(0)) + ", " + lambda(values.get(1), 1);
  }

  private String lambda(Expression expression, int parameters) {
    if (!(expression instanceof LambdaExpression lambda)
        || lambda.getArguments().size() != parameters) {
      throw SqlRefused.at(
          expression, "a function of " + parameters + " values is wanted, such as x -> x + 1");
    }
    String names =
        lambda.getArguments().stream()
            .map(argument -> Trees.quoted(Trees.name(argument.getName())))
            .collect(Collectors.joining(", "));
    return "lambda " + names + ": " + expressions.render(lambda.getBody());
  }

  private String all(FunctionCall call, List<Expression> values) {
    String list = expressions.render(arguments(call, values, 2).get(0));
    return "(len(list_filter(" + withLambda(call, values) + ")) = len(" + list + "))";
  }

  /** The state goes through the list, and what comes out of it through the last function. */
  private String reduce(FunctionCall call, List<Expression> values) {
    List<Expression> all = arguments(call, values, 4);
    String state =
        "list_reduce("
            + expressions.render(all.get(0))
            + ", "
            + lambda(all.get(2), 2)
            + ", "
            + expressions.render(all.get(1))
            + ")";
    boolean same =
        all.get(3) instanceof LambdaExpression output
            && output.getArguments().size() == 1
            && output.getBody() instanceof Identifier body
            && Trees.name(body).equals(Trees.name(output.getArguments().getFirst().getName()));
    return same ? state : "list_transform([" + state + "], " + lambda(all.get(3), 1) + ")[1]";
  }
}
