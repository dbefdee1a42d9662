package io.pharos.sql;

import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Relation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes joins. */
final class JoinRenderer {
  private final RelationRenderer relations;
  private final ExpressionRenderer expressions;

  JoinRenderer(RelationRenderer relations, ExpressionRenderer expressions) {
    this.relations = relations;
    this.expressions = expressions;
  }

  Rendered render(Join join, Scope outer) {
    Rendered left = relations.render(join.getLeft(), outer);
    Relation right = join.getRight();
    boolean lateral = RelationRenderer.lateral(right);
    Scope around = lateral ? new Scope(left.columns(), Optional.of(outer)) : outer;
    Rendered other = relations.render(right, around);
    if (lateral) {
      requireTrue(join);
    }
    String joined =
        left.sql()
            + keyword(join)
            + (right instanceof Join ? "(" + other.sql() + ")" : other.sql());
    List<Scope.Column> columns =
        Stream.concat(left.columns().stream(), other.columns().stream()).toList();
    if (join.getCriteria().isEmpty()) {
      return new Rendered(joined, columns);
    }
    JoinCriteria criteria = join.getCriteria().get();
    return switch (criteria) {
      case JoinOn on ->
          new Rendered(
              joined
                  + " ON "
                  + expressions.condition(
                      on.getExpression(), new Scope(columns, Optional.of(outer))),
              columns);
      case JoinUsing using -> using(using, joined, left.columns(), other.columns());
      default -> throw SqlRefused.at(join, "NATURAL JOIN is not supported: use USING");
    };
  }

  private static void requireTrue(Join join) {
    boolean plain =
        join.getType() == Join.Type.CROSS
            || join.getType() == Join.Type.IMPLICIT
            || join.getCriteria()
                .filter(criteria ->
                    criteria instanceof JoinOn on
                        && on.getExpression() instanceof BooleanLiteral flag
                        && flag.getValue())
                .isPresent();
    boolean right = join.getType() == Join.Type.RIGHT || join.getType() == Join.Type.FULL;
    if (!plain || right) {
      throw SqlRefused.at(join, "UNNEST and LATERAL are joined by CROSS JOIN, or ON TRUE");
    }
  }

  private static String keyword(Join join) {
    return switch (join.getType()) {
      case CROSS, IMPLICIT -> " CROSS JOIN ";
      case INNER -> " JOIN ";
      case LEFT -> " LEFT JOIN ";
      case RIGHT -> " RIGHT JOIN ";
      case FULL -> " FULL JOIN ";
    };
  }

  /** The joined columns come first, once, and without the name of either relation. */
  private Rendered using(
      JoinUsing using, String joined, List<Scope.Column> left, List<Scope.Column> right) {
    List<Scope.Column> columns = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    Set<Scope.Column> used = new HashSet<>();
    for (Identifier name : using.getColumns()) {
      Scope.Column a = find(name, left);
      Scope.Column b = find(name, right);
      used.add(a);
      used.add(b);
      List<Typed> same = expressions.comparisons().unified(typed(a, name), typed(b, name), "=");
      conditions.add(expressions.comparisons().equal(same.get(0), same.get(1)));
      String value = "coalesce(" + same.get(0).sql() + ", " + same.get(1).sql() + ")";
      columns.add(
          new Scope.Column(List.of(), Trees.name(name), same.getFirst().type(), value, false));
    }
    Stream.concat(left.stream(), right.stream())
        .filter(column -> !used.contains(column))
        .forEach(columns::add);
    return new Rendered(
        joined + conditions.stream().collect(Collectors.joining(" AND ", " ON (", ")")), columns);
  }

  private static Typed typed(Scope.Column column, Identifier name) {
    return new Typed(column.type(), column.sql(), name);
  }

  private static Scope.Column find(Identifier name, List<Scope.Column> columns) {
    List<Scope.Column> found =
        columns.stream().filter(column -> column.is(List.of(Trees.name(name)))).toList();
    if (found.size() != 1) {
      throw SqlRefused.at(
          name,
          "Column '"
              + Trees.name(name)
              + "' is "
              + (found.isEmpty() ? "missing from" : "ambiguous in")
              + " one side of the join");
    }
    return found.getFirst();
  }
}
