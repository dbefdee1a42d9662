package io.pharos.sql;

import io.pharos.sql.Type.Plain;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.BooleanTestPredicate;
import io.trino.sql.tree.ComparisonPredicate;
import io.trino.sql.tree.DistinctFromPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Predicate;
import io.trino.sql.tree.QuantifiedComparisonPredicate;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes what is said of a value. */
final class PredicateRenderer {
  private final ExpressionRenderer expressions;
  private final Comparisons comparisons;

  PredicateRenderer(ExpressionRenderer expressions, Comparisons comparisons) {
    this.expressions = expressions;
    this.comparisons = comparisons;
  }

  String render(Typed value, Predicate predicate, Scope scope) {
    return switch (predicate) {
      case ComparisonPredicate comparison ->
          comparisons.compared(
              value,
              comparison.getOperator().getValue(),
              expressions.render(comparison.getRight(), scope));
      case BetweenPredicate between -> between(value, between, scope);
      case InPredicate in -> negated(in.isNegated(), in(value, in.getValueList(), scope));
      case LikePredicate like -> negated(like.isNegated(), like(value, like, scope));
      case IsNullPredicate isNull ->
          "(" + value.sql() + " IS " + (isNull.isNegated() ? "NOT " : "") + "NULL)";
      case DistinctFromPredicate distinct ->
          negated(
              distinct.isNegated(),
              comparisons.distinct(value, expressions.render(distinct.getRight(), scope)));
      case BooleanTestPredicate test -> test(value, test);
      case QuantifiedComparisonPredicate quantified -> quantified(value, quantified, scope);
      default -> throw ExpressionRenderer.unsupported(predicate);
    };
  }

  private static String negated(boolean negated, String sql) {
    return negated ? "(NOT " + sql + ")" : sql;
  }

  private String between(Typed value, BetweenPredicate between, Scope scope) {
    if (between.isSymmetric()) {
      throw SqlRefused.at(between, "BETWEEN SYMMETRIC is not supported: put the smaller end first");
    }
    String low = comparisons.compared(value, ">=", expressions.render(between.getMin(), scope));
    String high = comparisons.compared(value, "<=", expressions.render(between.getMax(), scope));
    return negated(between.isNegated(), "(" + low + " AND " + high + ")");
  }

  private String in(Typed value, Expression list, Scope scope) {
    return switch (list) {
      case InListExpression values -> inList(value, values, scope);
      case SubqueryExpression subquery -> inQuery(value, subquery, scope);
      default -> throw ExpressionRenderer.unsupported(list);
    };
  }

  private String inList(Typed value, InListExpression list, Scope scope) {
    List<Typed> all = new ArrayList<>();
    all.add(value);
    all.addAll(expressions.all(list.getValues(), scope));
    List<Typed> same = expressions.unified(list, all, "IN value and list items");
    if (plain(same.getFirst().type())) {
      return same.subList(1, same.size()).stream()
          .map(Typed::sql)
          .collect(Collectors.joining(", ", "(" + same.getFirst().sql() + " IN (", "))"));
    }
    return same.subList(1, same.size()).stream()
        .map(item -> comparisons.equal(same.getFirst(), item))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  private static boolean plain(Type type) {
    return !type.isFloating()
        && !(type instanceof Type.Array)
        && !(type instanceof Type.MapOf)
        && !(type instanceof Type.RowOf);
  }

  private String inQuery(Typed value, SubqueryExpression subquery, Scope scope) {
    Rendered query = expressions.queries().render(subquery.getQuery(), scope);
    Type type = column(query, subquery);
    Typed left = expressions.casts().coerced(value, common(value, type, subquery));
    return "(" + left.sql() + " IN (" + as(query, left.type(), subquery) + "))";
  }

  private static Type common(Typed value, Type type, SubqueryExpression subquery) {
    return Coercions.common(value.type(), type)
        .orElseThrow(() ->
            SqlRefused.at(
                subquery,
                "value and result of subquery must be of the same type: "
                    + value.type()
                    + " vs "
                    + type));
  }

  private static Type column(Rendered query, SubqueryExpression subquery) {
    if (query.columns().size() != 1) {
      throw SqlRefused.at(subquery, "a subquery here has one column: select fewer");
    }
    return query.columns().getFirst().type();
  }

  private String as(Rendered query, Type type, Node node) {
    Scope.Column column = query.columns().getFirst();
    if (column.type().equals(type)) {
      return query.sql();
    }
    String name = expressions.casts().variable();
    Typed item = new Typed(column.type(), name + "." + column.sql(), node);
    return "SELECT "
        + expressions.casts().coerced(item, type).sql()
        + " FROM ("
        + query.sql()
        + ") AS "
        + name;
  }

  private String like(Typed value, LikePredicate like, Scope scope) {
    if (like.getEscape().orElse(null) instanceof StringLiteral sign
        && sign.getValue().length() != 1) {
      throw SqlRefused.at(sign, "Escape string must be a single character");
    }
    String pattern = text(expressions.render(like.getPattern(), scope));
    String escape =
        like.getEscape().map(sign -> " ESCAPE " + text(expressions.render(sign, scope))).orElse("");
    return "(" + text(value) + " LIKE " + pattern + escape + ")";
  }

  private String text(Typed value) {
    if (!value.type().isText()) {
      throw SqlRefused.at(
          value.node(), "LIKE compares texts, this is " + value.type() + ": cast it to varchar");
    }
    return value.isNull() ? "CAST(NULL AS VARCHAR)" : value.sql();
  }

  private String test(Typed value, BooleanTestPredicate test) {
    String truth = expressions.casts().coerced(value, Plain.BOOLEAN).sql();
    String same = test.isNegated() ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ";
    return switch (test.getTruthValue()) {
      case TRUE -> "(" + truth + same + "true)";
      case FALSE -> "(" + truth + same + "false)";
      case UNKNOWN -> "(" + truth + " IS " + (test.isNegated() ? "NOT " : "") + "NULL)";
    };
  }

  private String quantified(Typed value, QuantifiedComparisonPredicate quantified, Scope scope) {
    if (!(quantified.getSubquery() instanceof SubqueryExpression subquery)) {
      throw ExpressionRenderer.unsupported(quantified);
    }
    Rendered query = expressions.queries().render(subquery.getQuery(), scope);
    Type type = common(value, column(query, subquery), subquery);
    String quantifier =
        quantified.getQuantifier() == QuantifiedComparisonPredicate.Quantifier.ALL ? "ALL" : "ANY";
    Typed compared = expressions.casts().coerced(value, type);
    switch (quantified.getOperator()) {
      case EQUAL, NOT_EQUAL -> {}
      default -> Comparisons.requireOrdered(compared);
    }
    return "("
        + compared.sql()
        + " "
        + quantified.getOperator().getValue()
        + " "
        + quantifier
        + " ("
        + as(query, type, subquery)
        + "))";
  }
}
