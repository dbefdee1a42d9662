package io.pharos.sql;

import io.pharos.core.definition.TableName;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.util.List;
import java.util.Optional;

/** Writes what stands in FROM. */
final class RelationRenderer {
  private final TableReferences references;
  private final QueryRenderer queries;
  private final ExpressionRenderer expressions;
  private final UnnestRenderer unnests;

  RelationRenderer(
      TableReferences references, QueryRenderer queries, ExpressionRenderer expressions) {
    this.references = references;
    this.queries = queries;
    this.expressions = expressions;
    this.unnests = new UnnestRenderer(expressions);
  }

  String render(Relation relation) {
    return switch (relation) {
      case Table table -> table(table);
      case AliasedRelation aliased -> aliased(aliased);
      case Join join -> join(join);
      case TableSubquery subquery -> "(" + queries.render(subquery.getQuery()) + ")";
      case Lateral lateral -> "LATERAL (" + queries.render(lateral.getQuery()) + ")";
      case Unnest unnest -> unnests.render(unnest, List.of());
      case Values values -> "(" + queries.values(values) + ")";
      default -> throw ExpressionRenderer.unsupported(relation);
    };
  }

  private String table(Table table) {
    if (table.getQueryPeriod().isPresent() || table.getBranch().isPresent()) {
      throw SqlRefused.at(table, "a table is read as it is now: versions are not supported");
    }
    String named = references.named().get(table);
    if (named != null) {
      return Trees.quoted(named);
    }
    TableName name = references.lake().get(table);
    if (name == null) {
      throw SqlRefused.at(table, "a table cannot be read here");
    }
    return DuckDbNames.table(name);
  }

  private String aliased(AliasedRelation aliased) {
    List<Identifier> columns = Optional.ofNullable(aliased.getColumnNames()).orElse(List.of());
    String relation =
        aliased.getRelation() instanceof Unnest unnest
            ? unnests.render(unnest, columns)
            : render(aliased.getRelation());
    return (aliased.getRelation() instanceof Join ? "(" + relation + ")" : relation)
        + " AS "
        + Trees.quoted(Trees.name(aliased.getAlias()))
        + (columns.isEmpty() ? "" : ExpressionRenderer.names(columns));
  }

  private String join(Join join) {
    String keyword =
        switch (join.getType()) {
          case CROSS, IMPLICIT -> " CROSS JOIN ";
          case INNER -> " JOIN ";
          case LEFT -> " LEFT JOIN ";
          case RIGHT -> " RIGHT JOIN ";
          case FULL -> " FULL JOIN ";
        };
    Relation right = join.getRight();
    return render(join.getLeft())
        + keyword
        + (right instanceof Join ? "(" + render(right) + ")" : render(right))
        + join.getCriteria().map(this::criteria).orElse("");
  }

  private String criteria(JoinCriteria criteria) {
    return switch (criteria) {
      case JoinOn on -> " ON " + expressions.render(on.getExpression());
      case JoinUsing using -> " USING " + ExpressionRenderer.names(using.getColumns());
      default -> throw new SqlRefused(1, 1, "NATURAL JOIN is not supported: use USING");
    };
  }
}
