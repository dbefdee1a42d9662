package io.pharos.sql;

import io.pharos.sql.Type.Plain;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes orders and windows. */
final class WindowRenderer {
  private static final Set<String> FRAMELESS =
      Set.of(
          "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile", "lag", "lead");

  private final ExpressionRenderer expressions;

  WindowRenderer(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  /** What follows OVER. */
  String over(Window window, Scope scope) {
    return switch (window) {
      case WindowReference reference -> Trees.quoted(Trees.name(reference.getName()));
      case WindowSpecification specification -> specification(specification, scope);
      default -> throw new IllegalStateException("a window is a name or a specification");
    };
  }

  /** Functions that number rows know no frame. */
  static void requireNoFrame(FunctionCall call, String name) {
    if (FRAMELESS.contains(name)
        && call.getWindow().get() instanceof WindowSpecification window
        && window.getFrame().isPresent()) {
      throw SqlRefused.at(window, "Cannot specify window frame for " + name + " function");
    }
  }

  String definitions(List<WindowDefinition> windows, Scope scope) {
    return windows.isEmpty()
        ? ""
        : windows.stream()
            .map(window ->
                Trees.quoted(Trees.name(window.getName()))
                    + " AS "
                    + specification(window.getWindow(), scope))
            .collect(Collectors.joining(", ", " WINDOW ", ""));
  }

  private String specification(WindowSpecification window, Scope scope) {
    List<String> parts = new ArrayList<>();
    window.getExistingWindowName().ifPresent(name -> parts.add(Trees.quoted(Trees.name(name))));
    if (!window.getPartitionBy().isEmpty()) {
      parts.add(
          expressions.all(window.getPartitionBy(), scope).stream()
              .map(WindowRenderer::exact)
              .collect(Collectors.joining(", ", "PARTITION BY ", "")));
    }
    window.getOrderBy().ifPresent(order -> parts.add(orderBy(order, scope)));
    window.getFrame().ifPresent(frame -> parts.add(frame(frame, scope)));
    return "(" + String.join(" ", parts) + ")";
  }

  String orderBy(OrderBy order, Scope scope) {
    return orderBy(
        order, item -> exact(ordered(expressions.render(item.getSortKey(), scope), item)));
  }

  Typed ordered(Typed key, SortItem item) {
    Comparisons.requireOrdered(key);
    if (item.getOrdering() == SortItem.Ordering.DESCENDING
        || item.getNullOrdering() == SortItem.NullOrdering.FIRST) {
      return literal(expressions.comparisons().whole(key));
    }
    return literal(key);
  }

  private static Typed literal(Typed key) {
    // a number alone would be the place of a column
    return key.sql().matches("[\\d()\\- ]+")
        ? key.with(key.type(), "CAST(" + key.sql() + " AS BIGINT)")
        : key;
  }

  /** The engine takes a column that it sorts by from its key, where -0.0 has become 0.0. */
  static String exact(Typed key) {
    return key.type().isFloating() ? "(" + key.sql() + " + 0)" : key.sql();
  }

  String orderBy(OrderBy order, Function<SortItem, String> keys) {
    return order.getSortItems().stream()
        .map(item -> item(item, keys))
        .collect(Collectors.joining(", ", "ORDER BY ", ""));
  }

  /** Athena puts nulls last in either direction, unless it is told otherwise. */
  private static String item(SortItem item, Function<SortItem, String> keys) {
    return keys.apply(item)
        + (item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC")
        + (item.getNullOrdering() == SortItem.NullOrdering.FIRST ? " NULLS FIRST" : " NULLS LAST");
  }

  private String frame(WindowFrame frame, Scope scope) {
    if (frame.getPattern().isPresent() || !frame.getMeasures().isEmpty()) {
      throw SqlRefused.at(frame, "patterns over rows are not supported");
    }
    String start = bound(frame.getStart(), scope);
    return frame.getType()
        + " "
        + frame.getEnd().map(end -> "BETWEEN " + start + " AND " + bound(end, scope)).orElse(start);
  }

  private String bound(FrameBound bound, Scope scope) {
    String value = bound.getValue().map(rows -> count(rows, scope) + " ").orElse("");
    return switch (bound.getType()) {
      case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
      case PRECEDING -> value + "PRECEDING";
      case CURRENT_ROW -> "CURRENT ROW";
      case FOLLOWING -> value + "FOLLOWING";
      case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
    };
  }

  private String count(Expression rows, Scope scope) {
    if (rows instanceof LongLiteral number && number.getParsedValue() < 0) {
      throw SqlRefused.at(rows, "Window frame offset value must not be negative or null");
    }
    Typed value = expressions.render(rows, scope);
    return switch (value.type()) {
      case Plain.DAY_TIME -> "to_microseconds(" + value.sql() + " * 1000)";
      case Plain.YEAR_MONTH -> "to_months(" + value.sql() + ")";
      case Plain.UNKNOWN ->
          throw SqlRefused.at(rows, "Window frame offset value must not be negative or null");
      default -> value.sql();
    };
  }
}
