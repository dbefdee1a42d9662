package io.pharos.sql;

import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns that an expression can name: those of its query, then those around it. */
record Scope(List<Column> columns, Optional<Scope> outer) {
  static final Scope EMPTY = new Scope(List.of(), Optional.empty());

  /**
   * A column.
   *
   * @param relation the name that may stand before it, empty for none
   * @param name empty where it has none
   * @param hidden seen with its relation's name, or by a star of that, only
   */
  record Column(List<String> relation, String name, Type type, String sql, boolean hidden) {
    boolean is(List<String> path) {
      String last = path.getLast();
      List<String> before = path.subList(0, path.size() - 1);
      return Trees.lower(name).equals(last)
          && !name.isEmpty()
          && (before.isEmpty() ? !hidden : of(before));
    }

    boolean of(List<String> path) {
      return path.size() <= relation.size()
          && relation.subList(relation.size() - path.size(), relation.size()).equals(path);
    }

    Column named(String relationName, String columnName) {
      return new Column(List.of(relationName), columnName, type, sql, false);
    }
  }

  Scope {
    columns = List.copyOf(columns);
  }

  Scope within(Scope around) {
    return new Scope(columns, Optional.of(around));
  }

  /** Whether a column of the query itself has this name. */
  boolean own(List<String> path) {
    return columns.stream().anyMatch(column -> column.is(path));
  }

  /** What an expression of names refers to, or nothing where it is no such expression. */
  Optional<Typed> find(List<String> path, Node node) {
    List<Column> found = columns.stream().filter(column -> column.is(path)).toList();
    if (found.size() > 1) {
      throw SqlRefused.at(node, "Column '" + String.join(".", path) + "' is ambiguous");
    }
    if (found.size() == 1) {
      return Optional.of(new Typed(found.getFirst().type(), found.getFirst().sql(), node));
    }
    return outer.flatMap(scope -> scope.find(path, node));
  }

  /** The names of an expression such as a.b.c, or nothing. */
  static Optional<List<String>> path(Expression expression) {
    List<String> path = new ArrayList<>();
    Expression at = expression;
    while (at instanceof DereferenceExpression field && field.getField().isPresent()) {
      path.addFirst(Trees.name(field.getField().get()));
      at = field.getBase();
    }
    if (at instanceof Identifier identifier) {
      path.addFirst(Trees.name(identifier));
      return Optional.of(path);
    }
    return Optional.empty();
  }
}
