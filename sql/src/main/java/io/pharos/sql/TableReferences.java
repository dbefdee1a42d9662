package io.pharos.sql;

import io.pharos.core.definition.TableName;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What each table in a statement refers to: a table of the lake, or a name of the statement. */
final class TableReferences {
  private static final String CATALOG = "awsdatacatalog";

  /** DuckDB reads a name that looks like a file as that file where it knows no such table. */
  private static final Pattern WITH_NAME = Pattern.compile("[\\p{L}\\p{N}_ -]+");

  private final Optional<String> defaultDatabase;
  private final Set<String> localNames;
  private final IdentityHashMap<Table, TableName> lake = new IdentityHashMap<>();
  private final IdentityHashMap<Table, String> named = new IdentityHashMap<>();

  private TableReferences(Optional<String> defaultDatabase, Set<String> localNames) {
    this.defaultDatabase = defaultDatabase;
    this.localNames = localNames;
  }

  static TableReferences of(
      Node statement, Optional<String> defaultDatabase, Set<String> localNames) {
    TableReferences references = new TableReferences(defaultDatabase, localNames);
    references.walk(statement, Set.of());
    return references;
  }

  /** Tables of the lake, by the place that names them. */
  IdentityHashMap<Table, TableName> lake() {
    return lake;
  }

  /** The table of the lake that {@code database.table} names before a column; often it is none. */
  Optional<TableName> table(DereferenceExpression path) {
    if (path.getBase() instanceof Identifier database) {
      String name = path.getField().map(Trees::name).orElse("");
      return lake.values().stream()
          .filter(
              table -> table.database().equals(Trees.name(database)) && table.table().equals(name))
          .findFirst();
    }
    return Optional.empty();
  }

  /** Places that name a part of WITH, or one of the local names. */
  IdentityHashMap<Table, String> named() {
    return named;
  }

  private void walk(Node node, Set<String> withNames) {
    switch (node) {
      case Query query -> walkQuery(query, withNames);
      case Table table -> refer(table, withNames);
      default -> Trees.children(node).forEach(child -> walk(child, withNames));
    }
  }

  private void walkQuery(Query query, Set<String> outer) {
    Set<String> names = new HashSet<>(outer);
    query.getWith().ifPresent(with -> walkWith(with, names));
    for (Node child : query.getChildren()) {
      if (!(child instanceof With)) {
        walk(child, names);
      }
    }
  }

  private void walkWith(With with, Set<String> names) {
    for (WithQuery part : with.getQueries()) {
      String name = Trees.name(part.getName());
      if (!WITH_NAME.matcher(name).matches()) {
        throw SqlRefused.at(part, "a name in WITH is made of letters, digits and _");
      }
      if (with.isRecursive()) {
        names.add(name);
      }
      walk(part.getQuery(), Set.copyOf(names));
      names.add(name);
    }
  }

  private void refer(Table table, Set<String> withNames) {
    List<String> parts = table.getName().getOriginalParts().stream().map(Trees::name).toList();
    String first = parts.getFirst();
    if (parts.size() == 1 && (withNames.contains(first) || localNames.contains(first))) {
      named.put(table, first);
    } else {
      lake.put(table, tableName(table, parts));
    }
  }

  private TableName tableName(Table table, List<String> parts) {
    return switch (parts.size()) {
      case 1 -> tableName(table, databaseOf(table, parts.getFirst()), parts.getFirst());
      case 2 -> tableName(table, parts.get(0), parts.get(1));
      case 3 -> {
        requireCatalog(table, parts.getFirst());
        yield tableName(table, parts.get(1), parts.get(2));
      }
      default -> throw SqlRefused.at(table, "a table is database.table");
    };
  }

  private String databaseOf(Table table, String name) {
    return defaultDatabase.orElseThrow(
        () -> SqlRefused.at(table, "'" + name + "' is in no database: write database.table"));
  }

  private static void requireCatalog(Table table, String catalog) {
    if (!catalog.equals(CATALOG)) {
      throw SqlRefused.at(
          table,
          "there is no catalog '"
              + catalog
              + "': write database.table, or AwsDataCatalog before it");
    }
  }

  private static TableName tableName(Table table, String database, String name) {
    if (database.equals("information_schema")) {
      throw SqlRefused.at(
          table, "'" + database + "' is no database of the warehouse: read one of its tables");
    }
    try {
      return new TableName(database, name);
    } catch (IllegalArgumentException e) {
      SqlRefused refused = SqlRefused.at(table, "no table can be called that: " + e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  /** The identifiers of a table's name, catalog first where there is one. */
  static List<Identifier> identifiers(Table table) {
    return table.getName().getOriginalParts();
  }
}
