package io.pharos.sql;

import io.trino.sql.tree.ComparisonPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Predicated;
import io.trino.sql.tree.QuerySpecification;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a query inside another one may know of that. */
final class Correlation {
  private Correlation() {}

  /** Trino joins a query that has a LIMIT to the one around it where it is tied by equality. */
  static void requireTied(QuerySpecification select, Scope scope) {
    if (select.getLimit().isPresent()
        && select.getWhere().stream().anyMatch(where -> loose(where, scope))) {
      throw SqlRefused.at(select, "Given correlated subquery is not supported");
    }
  }

  private static boolean loose(Expression condition, Scope scope) {
    if (condition instanceof LogicalExpression all
        && all.getOperator() == LogicalExpression.Operator.AND) {
      return all.getTerms().stream().anyMatch(term -> loose(term, scope));
    }
    boolean equality =
        condition instanceof Predicated predicated
            && predicated.getPredicate() instanceof ComparisonPredicate comparison
            && comparison.getOperator() == ComparisonPredicate.Operator.EQUAL;
    return !equality && outward(condition, scope);
  }

  private static boolean outward(Node node, Scope scope) {
    Optional<List<String>> path =
        node instanceof Expression expression ? Scope.path(expression) : Optional.empty();
    return path.map(names -> outward(names, node, scope))
        .orElseGet(() -> Trees.children(node).stream().anyMatch(child -> outward(child, scope)));
  }

  /** A path may go on into the fields of a column. */
  private static boolean outward(List<String> path, Node node, Scope scope) {
    List<List<String>> columns =
        IntStream.rangeClosed(1, path.size()).mapToObj(length -> path.subList(0, length)).toList();
    return columns.stream().noneMatch(scope::own)
        && columns.stream()
            .anyMatch(
                column -> scope.outer().flatMap(around -> around.find(column, node)).isPresent());
  }
}
