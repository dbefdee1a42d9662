package io.pharos.sql;

import io.pharos.core.definition.TableName;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes what stands in FROM. */
final class RelationRenderer {
  private final TableReferences references;
  private final Columns columns;
  private final QueryRenderer queries;
  private final UnnestRenderer unnests;
  private final JoinRenderer joins;

  RelationRenderer(
      TableReferences references,
      Columns columns,
      QueryRenderer queries,
      ExpressionRenderer expressions) {
    this.references = references;
    this.columns = columns;
    this.queries = queries;
    this.unnests = new UnnestRenderer(expressions);
    this.joins = new JoinRenderer(this, expressions);
  }

  Rendered render(Relation relation, Scope outer) {
    return switch (relation) {
      case Table table -> table(table);
      case AliasedRelation aliased -> aliased(aliased, outer);
      case Join join -> joins.render(join, outer);
      case TableSubquery subquery ->
          named("", queries.render(subquery.getQuery(), outer), List.of());
      case Lateral lateral ->
          named("LATERAL ", queries.render(lateral.getQuery(), outer), List.of());
      case Unnest unnest -> named("", unnests.render(unnest, outer), List.of());
      case Values values -> named("", queries.values(values, outer), List.of());
      default -> throw ExpressionRenderer.unsupported(relation);
    };
  }

  /** A query as a relation with a name of its own. */
  private Rendered named(String before, Rendered query, List<String> relation) {
    String name = queries.relation();
    return new Rendered(
        before + "(" + query.sql() + ") AS " + name,
        query.columns().stream().map(column -> within(column, name, relation)).toList());
  }

  private static Scope.Column within(Scope.Column column, String alias, List<String> relation) {
    return new Scope.Column(
        relation, column.name(), column.type(), alias + "." + column.sql(), false);
  }

  private Rendered table(Table table) {
    if (table.getQueryPeriod().isPresent() || table.getBranch().isPresent()) {
      throw SqlRefused.at(table, "a table is read as it is now: versions are not supported");
    }
    String alias = queries.relation();
    String part = references.named().get(table);
    if (part != null) {
      List<Scope.Column> read = columns.local(part).orElseGet(() -> queries.part(table, part));
      return new Rendered(
          Trees.quoted(part) + " AS " + alias,
          read.stream().map(column -> within(column, alias, List.of(part))).toList());
    }
    TableName name = references.lake().get(table);
    if (name == null) {
      throw SqlRefused.at(table, "a table cannot be read here");
    }
    List<Scope.Column> stored =
        columns
            .of(name)
            .orElseThrow(() ->
                SqlRefused.at(
                    table,
                    "table " + name + " is not defined; ./pharos tables lists those that are"));
    return new Rendered(
        DuckDbNames.table(name) + " AS " + alias,
        stored.stream()
            .map(column -> within(column, alias, List.of(name.database(), name.table())))
            .toList());
  }

  private Rendered aliased(AliasedRelation aliased, Scope outer) {
    Rendered relation = render(aliased.getRelation(), outer);
    List<String> names =
        Optional.ofNullable(aliased.getColumnNames()).orElse(List.of()).stream()
            .map(Trees::name)
            .toList();
    String name = Trees.name(aliased.getAlias());
    List<Scope.Column> seen =
        relation.columns().stream().filter(column -> !column.hidden()).toList();
    return new Rendered(
        aliased.getRelation() instanceof Join ? "(" + relation.sql() + ")" : relation.sql(),
        renamed(aliased, seen, names).stream()
            .map(column -> column.named(name, column.name()))
            .toList());
  }

  static List<Scope.Column> renamed(Node node, List<Scope.Column> columns, List<String> names) {
    if (names.isEmpty()) {
      return columns;
    }
    if (names.size() != columns.size()) {
      throw SqlRefused.at(
          node,
          "Column alias list has "
              + names.size()
              + " entries but relation has "
              + columns.size()
              + " columns");
    }
    List<Scope.Column> renamed = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Scope.Column column = columns.get(i);
      renamed.add(
          new Scope.Column(column.relation(), names.get(i), column.type(), column.sql(), false));
    }
    return renamed;
  }

  static boolean lateral(Relation relation) {
    return relation instanceof Unnest
        || relation instanceof Lateral
        || (relation instanceof AliasedRelation aliased && lateral(aliased.getRelation()));
  }
}
