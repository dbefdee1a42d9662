package io.pharos.sql;

import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes orders and windows. */
final class WindowRenderer {
  private final ExpressionRenderer expressions;

  WindowRenderer(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  /** What follows OVER. */
  String over(Window window) {
    return switch (window) {
      case WindowReference reference -> Trees.quoted(Trees.name(reference.getName()));
      case WindowSpecification specification -> specification(specification);
      default -> throw new IllegalStateException("a window is a name or a specification");
    };
  }

  String specification(WindowSpecification window) {
    List<String> parts = new ArrayList<>();
    window.getExistingWindowName().ifPresent(name -> parts.add(Trees.quoted(Trees.name(name))));
    if (!window.getPartitionBy().isEmpty()) {
      parts.add("PARTITION BY " + expressions.commas(window.getPartitionBy()));
    }
    window.getOrderBy().ifPresent(order -> parts.add(orderBy(order)));
    window.getFrame().ifPresent(frame -> parts.add(frame(frame)));
    return "(" + String.join(" ", parts) + ")";
  }

  String orderBy(OrderBy order) {
    return order.getSortItems().stream()
        .map(this::item)
        .collect(Collectors.joining(", ", "ORDER BY ", ""));
  }

  /** Athena puts nulls last in either direction, unless it is told otherwise. */
  private String item(SortItem item) {
    return expressions.render(item.getSortKey())
        + (item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC")
        + (item.getNullOrdering() == SortItem.NullOrdering.FIRST ? " NULLS FIRST" : " NULLS LAST");
  }

  private String frame(WindowFrame frame) {
    if (frame.getPattern().isPresent() || !frame.getMeasures().isEmpty()) {
      throw SqlRefused.at(frame, "patterns over rows are not supported");
    }
    String start = bound(frame.getStart());
    return frame.getType()
        + " "
        + frame.getEnd().map(end -> "BETWEEN " + start + " AND " + bound(end)).orElse(start);
  }

  private String bound(FrameBound bound) {
    String value = bound.getValue().map(rows -> expressions.render(rows) + " ").orElse("");
    return switch (bound.getType()) {
      case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
      case PRECEDING -> value + "PRECEDING";
      case CURRENT_ROW -> "CURRENT ROW";
      case FOLLOWING -> value + "FOLLOWING";
      case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
    };
  }
}
