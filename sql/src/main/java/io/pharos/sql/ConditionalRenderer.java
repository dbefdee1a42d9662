package io.pharos.sql;

import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.WhenClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what chooses one of several values. */
final class ConditionalRenderer {
  private final ExpressionRenderer expressions;
  private final Comparisons comparisons;

  ConditionalRenderer(ExpressionRenderer expressions, Comparisons comparisons) {
    this.expressions = expressions;
    this.comparisons = comparisons;
  }

  Typed cases(
      Node node,
      Optional<Typed> operand,
      List<WhenClause> whens,
      Optional<Expression> otherwise,
      Scope scope) {
    List<Typed> results = new ArrayList<>();
    whens.forEach(when -> results.add(expressions.render(when.getResult(), scope)));
    otherwise.ifPresent(value -> results.add(expressions.render(value, scope)));
    List<Typed> same = expressions.unified(node, results, "All CASE results");
    StringBuilder sql = new StringBuilder("(CASE");
    for (int i = 0; i < whens.size(); i++) {
      sql.append(" WHEN ")
          .append(when(whens.get(i), operand, scope))
          .append(" THEN ")
          .append(same.get(i).sql());
    }
    otherwise.ifPresent(_ -> sql.append(" ELSE ").append(same.getLast().sql()));
    return new Typed(same.getFirst().type(), sql.append(" END)").toString(), node);
  }

  private String when(WhenClause when, Optional<Typed> operand, Scope scope) {
    if (!(when.getMatch() instanceof WhenClause.Operand match)) {
      throw SqlRefused.at(
          when, "a predicate behind WHEN is not supported: write CASE WHEN .. THEN");
    }
    return operand
        .map(value ->
            comparisons.compared(value, "=", expressions.render(match.expression(), scope)))
        .orElseGet(() -> expressions.condition(match.expression(), scope));
  }

  Typed choice(IfExpression choice, Scope scope) {
    String condition = expressions.condition(choice.getCondition(), scope);
    List<Typed> results = new ArrayList<>();
    results.add(expressions.render(choice.getTrueValue(), scope));
    choice.getFalseValue().ifPresent(value -> results.add(expressions.render(value, scope)));
    List<Typed> same = expressions.unified(choice, results, "Result types for IF");
    String otherwise = same.size() > 1 ? " ELSE " + same.get(1).sql() : "";
    return new Typed(
        same.getFirst().type(),
        "(CASE WHEN " + condition + " THEN " + same.getFirst().sql() + otherwise + " END)",
        choice);
  }

  Typed coalesce(CoalesceExpression coalesce, Scope scope) {
    List<Typed> same =
        expressions.unified(
            coalesce, expressions.all(coalesce.getOperands(), scope), "All COALESCE operands");
    return new Typed(
        same.getFirst().type(),
        same.stream().map(Typed::sql).collect(Collectors.joining(", ", "coalesce(", ")")),
        coalesce);
  }

  Typed nullIf(NullIfExpression nullIf, Scope scope) {
    Typed first = expressions.render(nullIf.getFirst(), scope);
    Typed second = expressions.render(nullIf.getSecond(), scope);
    String same = comparisons.compared(first, "=", second);
    return first.with(
        first.type(), "(CASE WHEN " + same + " THEN NULL ELSE " + first.sql() + " END)");
  }
}
