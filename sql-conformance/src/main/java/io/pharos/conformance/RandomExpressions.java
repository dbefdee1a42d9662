package io.pharos.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Expressions of a type by chance, over columns in scope; now and then one of another type. */
final class RandomExpressions {
  /** A column, or a variable of a lambda. */
  record Column(String name, Shape type) {}

  private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=");

  private final Choices choices;
  private final RandomTypes types;
  private final Literals literals;
  private int variables;

  RandomExpressions(Choices choices, RandomTypes types, Literals literals) {
    this.choices = choices;
    this.types = types;
    this.literals = literals;
  }

  /** An expression that nothing else asks a type of. */
  String any(List<Column> scope, int depth) {
    return switch (choices.between(0, 9)) {
      case 0, 1 -> arithmetic(types.number(), types.number(), scope, depth);
      case 2 -> cast(types.any(), scope, depth);
      case 3 -> predicate(scope, depth);
      default -> call(choices.of(Forms.ofKind("s")), new HashMap<>(), scope, depth);
    };
  }

  String of(Shape wanted, List<Column> scope, int depth) {
    Shape type = choices.in(3) ? types.any() : wanted;
    if (depth <= 0 || choices.in(25)) {
      return leaf(type, scope);
    }
    return switch (choices.between(0, 11)) {
      case 0 -> cast(type, scope, depth - 1);
      case 1 -> conditional(type, scope, depth - 1);
      case 2 -> subscript(type, scope, depth - 1);
      case 3, 4, 5 -> operator(type, scope, depth - 1);
      default -> {
        List<Forms.Form> forms = Forms.giving(type);
        if (forms.isEmpty()) {
          yield operator(type, scope, depth - 1);
        }
        Forms.Form form = choices.of(forms);
        yield call(form, Forms.bindings(form, type), scope, depth - 1);
      }
    };
  }

  String leaf(Shape type, List<Column> scope) {
    List<String> columns =
        scope.stream().filter(column -> column.type().equals(type)).map(Column::name).toList();
    if (!columns.isEmpty() && choices.in(75)) {
      return choices.of(columns);
    }
    return choices.in(6) ? "cast(null as " + type + ")" : literals.of(type);
  }

  String call(Forms.Form form, Map<String, Shape> bound, List<Column> scope, int depth) {
    List<Shape> arguments = new ArrayList<>(form.arguments());
    for (int more = form.open() ? choices.between(0, 2) : 0; more > 0; more--) {
      arguments.add(arguments.getLast());
    }
    List<String> written = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Shape pattern = arguments.get(i);
      int number = i + 1;
      written.add(
          literals
              .argument(form.name(), number)
              .filter(_ -> choices.in(85))
              .orElseGet(() -> argument(pattern, bound, scope, depth)));
    }
    return form.name().equals("position")
        ? "position(" + String.join(" in ", written) + ")"
        : form.name() + "(" + String.join(", ", written) + ")";
  }

  private String argument(Shape pattern, Map<String, Shape> bound, List<Column> scope, int depth) {
    if (!pattern.is("function")) {
      return of(types.of(pattern, bound), scope, depth);
    }
    List<Column> inner = new ArrayList<>(scope);
    List<String> names = new ArrayList<>();
    for (Shape part : pattern.parts().subList(0, pattern.parts().size() - 1)) {
      String name = "v" + variables++;
      names.add(name);
      inner.add(new Column(name, types.of(part, bound)));
    }
    String body = of(types.of(pattern.parts().getLast(), bound), inner, depth);
    return names.stream().collect(Collectors.joining(", ", "(", ")")) + " -> " + body;
  }

  private String cast(Shape type, List<Column> scope, int depth) {
    Shape from = type.parts().isEmpty() ? types.scalar() : type;
    return choices.any("cast(", "cast(", "try_cast(")
        + of(from, scope, depth)
        + " as "
        + type
        + ")";
  }

  private String conditional(Shape type, List<Column> scope, int depth) {
    String one = of(type, scope, depth);
    String other = of(type, scope, depth);
    return switch (choices.between(0, 5)) {
      case 0 -> "case when " + predicate(scope, depth) + " then " + one + " else " + other + " end";
      case 1 -> "if(" + predicate(scope, depth) + ", " + one + ", " + other + ")";
      case 2 -> "coalesce(" + one + ", " + other + ")";
      case 3 -> "nullif(" + one + ", " + other + ")";
      case 4 -> "try(" + one + ")";
      default -> "case " + one + " when " + other + " then " + leaf(type, scope) + " end";
    };
  }

  private String subscript(Shape type, List<Column> scope, int depth) {
    return switch (choices.between(0, 2)) {
      case 0 ->
          "("
              + of(new Shape("array", "", List.of(type)), scope, depth)
              + ")["
              + choices.any("1", "1", "2")
              + "]";
      case 1 -> "element_at(array[" + of(type, scope, depth) + ", " + leaf(type, scope) + "], 1)";
      default -> "(cast(row(" + of(type, scope, depth) + ") as row(f " + type + "))).f";
    };
  }

  private String operator(Shape type, List<Column> scope, int depth) {
    return switch (type.name()) {
      case "boolean" -> predicate(scope, depth);
      case "tinyint", "smallint", "integer", "bigint", "real", "double" ->
          choices.in(20)
              ? "(- " + of(type, scope, depth) + ")"
              : arithmetic(type, type, scope, depth);
      case "decimal" -> arithmetic(type, types.of(type, new HashMap<>()), scope, depth);
      case "varchar", "varbinary" ->
          "(" + of(type, scope, depth) + " || " + of(type, scope, depth) + ")";
      case "date", "timestamp", "time", "timestamp with time zone" -> moved(type, scope, depth);
      case "interval day to second", "interval year to month" -> interval(type, scope, depth);
      case "array" ->
          "array["
              + of(type.parts().getFirst(), scope, depth)
              + ", "
              + leaf(type.parts().getFirst(), scope)
              + "]";
      case "row" ->
          type.parts().stream()
              .map(part -> of(part, scope, depth))
              .collect(Collectors.joining(", ", "row(", ")"));
      default -> cast(type, scope, depth);
    };
  }

  private String arithmetic(Shape left, Shape right, List<Column> scope, int depth) {
    return "("
        + of(left, scope, depth)
        + " "
        + choices.any("+", "-", "*", "/", "%")
        + " "
        + of(right, scope, depth)
        + ")";
  }

  private String moved(Shape type, List<Column> scope, int depth) {
    if (type.is("timestamp with time zone") && choices.in(30)) {
      return "("
          + of(type, scope, depth)
          + " at time zone "
          + choices.any("'UTC'", "'Europe/Berlin'", "'America/New_York'", "'+05:30'")
          + ")";
    }
    boolean months = !type.is("time") && choices.in(40);
    String interval = months ? "interval year to month" : "interval day to second";
    return "("
        + of(type, scope, depth)
        + choices.any(" + ", " - ")
        + of(Shape.read(interval), scope, depth)
        + ")";
  }

  private String interval(Shape type, List<Column> scope, int depth) {
    if (type.is("interval day to second") && choices.in(40)) {
      Shape time = Shape.read(choices.any("date", "timestamp(3)", "timestamp(3) with time zone"));
      return "(" + of(time, scope, depth) + " - " + of(time, scope, depth) + ")";
    }
    return choices.in(50)
        ? "(" + of(type, scope, depth) + choices.any(" + ", " - ") + of(type, scope, depth) + ")"
        : "("
            + of(type, scope, depth)
            + choices.any(" * ", " / ")
            + of(Shape.read(choices.any("integer", "bigint", "double")), scope, depth)
            + ")";
  }

  String predicate(List<Column> scope, int depth) {
    int inner = depth - 1;
    Shape type = choices.in(80) ? types.scalar() : types.any();
    String one = of(type, scope, inner);
    return switch (choices.between(0, 10)) {
      case 0, 1, 2 ->
          "(" + one + " " + choices.of(COMPARISONS) + " " + of(type, scope, inner) + ")";
      case 3 ->
          "("
              + of(types.number(), scope, inner)
              + " "
              + choices.of(COMPARISONS)
              + " "
              + of(types.number(), scope, inner)
              + ")";
      case 4 ->
          "("
              + one
              + " is "
              + choices.any("", "not ")
              + "distinct from "
              + of(type, scope, inner)
              + ")";
      case 5 -> "(" + one + " between " + leaf(type, scope) + " and " + leaf(type, scope) + ")";
      case 6 ->
          "("
              + one
              + choices.any(" in (", " not in (")
              + leaf(type, scope)
              + ", "
              + leaf(type, scope)
              + "))";
      case 7 -> "(" + one + " is " + choices.any("", "not ") + "null)";
      case 8 -> "(not " + of(Shape.read("boolean"), scope, inner) + ")";
      case 9 ->
          "("
              + of(Shape.read("varchar"), scope, inner)
              + " like "
              + choices.any("'a%'", "'%b%'", "'_'", "''", "'%'", "'a#%b%' escape '#'", "'%ä_%'")
              + ")";
      default ->
          "("
              + of(Shape.read("boolean"), scope, inner)
              + choices.any(" and ", " or ")
              + of(Shape.read("boolean"), scope, inner)
              + ")";
    };
  }
}
