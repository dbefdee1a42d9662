package io.pharos.sql;

import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.BooleanTestPredicate;
import io.trino.sql.tree.ComparisonPredicate;
import io.trino.sql.tree.DistinctFromPredicate;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Predicate;
import io.trino.sql.tree.QuantifiedComparisonPredicate;

/** Writes what is said of a value. */
final class PredicateRenderer {
  private final ExpressionRenderer expressions;

  PredicateRenderer(ExpressionRenderer expressions) {
    this.expressions = expressions;
  }

  String render(String value, Predicate predicate) {
    return switch (predicate) {
      case ComparisonPredicate comparison ->
          of(value, comparison.getOperator().getValue(), expressions.render(comparison.getRight()));
      case BetweenPredicate between -> between(value, between);
      case InPredicate in ->
          of(value, not(in.isNegated()) + "IN", expressions.render(in.getValueList()));
      case LikePredicate like ->
          of(
              value,
              not(like.isNegated()) + "LIKE",
              expressions.render(like.getPattern())
                  + like.getEscape()
                      .map(escape -> " ESCAPE " + expressions.render(escape))
                      .orElse(""));
      case IsNullPredicate isNull -> of(value, "IS", not(isNull.isNegated()) + "NULL");
      case DistinctFromPredicate distinct ->
          of(
              value,
              "IS " + not(distinct.isNegated()) + "DISTINCT FROM",
              expressions.render(distinct.getRight()));
      case BooleanTestPredicate test -> test(value, test);
      case QuantifiedComparisonPredicate quantified ->
          of(
              value,
              quantified.getOperator().getValue() + " " + quantified.getQuantifier(),
              expressions.render(quantified.getSubquery()));
      default -> throw ExpressionRenderer.unsupported(predicate);
    };
  }

  private static String of(String value, String operator, String right) {
    return "(" + value + " " + operator + " " + right + ")";
  }

  private static String not(boolean negated) {
    return negated ? "NOT " : "";
  }

  private String between(String value, BetweenPredicate between) {
    if (between.isSymmetric()) {
      throw SqlRefused.at(between, "BETWEEN SYMMETRIC is not supported: put the smaller end first");
    }
    return of(
        value,
        not(between.isNegated()) + "BETWEEN",
        expressions.render(between.getMin()) + " AND " + expressions.render(between.getMax()));
  }

  private static String test(String value, BooleanTestPredicate test) {
    String same = test.isNegated() ? "IS DISTINCT FROM" : "IS NOT DISTINCT FROM";
    return switch (test.getTruthValue()) {
      case TRUE -> of(value, same, "true");
      case FALSE -> of(value, same, "false");
      case UNKNOWN -> of(value, "IS", not(test.isNegated()) + "NULL");
    };
  }
}
