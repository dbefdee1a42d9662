package io.pharos.sql;

import io.pharos.core.definition.TableName;
import io.pharos.core.query.SourceText;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Writes database names into the text of a statement and leaves the rest of it as it is. */
final class Qualifier {
  private final SourceText source;
  private final TableReferences references;
  private final UnaryOperator<String> glueName;
  private final Set<TableName> tables;
  private final Map<Integer, Edit> edits = new TreeMap<>();

  private record Edit(int end, String text) {}

  Qualifier(SourceText source, TableReferences references, UnaryOperator<String> glueName) {
    this.source = source;
    this.references = references;
    this.glueName = glueName;
    this.tables = new HashSet<>(references.lake().values());
  }

  String rewrite(Node statement) {
    references.lake().forEach(this::name);
    nameInColumns(statement);
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (Map.Entry<Integer, Edit> edit : edits.entrySet()) {
      result.append(source.text(), from, edit.getKey()).append(edit.getValue().text());
      from = edit.getValue().end();
    }
    return result.append(source.text().substring(from)).toString();
  }

  private void name(Table table, TableName name) {
    List<Identifier> parts = table.getName().getOriginalParts();
    replace(
        parts.getFirst(),
        parts.getLast(),
        database(name.database()) + "." + Trees.quoted(name.table()));
  }

  /** A column can be written with its table's full name: {@code database.table.column}. */
  private void nameInColumns(Node node) {
    if (node instanceof DereferenceExpression column
        && column.getBase() instanceof DereferenceExpression table
        && table.getBase() instanceof Identifier database
        && isTable(database, table)) {
      replace(database, database, database(Trees.name(database)));
    }
    Trees.children(node).forEach(this::nameInColumns);
  }

  private boolean isTable(Identifier database, DereferenceExpression table) {
    String tableName = table.getField().map(Trees::name).orElse("");
    return tables.stream()
        .anyMatch(
            name -> name.database().equals(Trees.name(database)) && name.table().equals(tableName));
  }

  private String database(String name) {
    return Trees.quoted(glueName.apply(name));
  }

  private void replace(Identifier first, Identifier last, String text) {
    edits.put(offset(first), new Edit(source.endOfName(offset(last)), text));
  }

  private int offset(Identifier identifier) {
    NodeLocation location = identifier.getLocation().orElseThrow();
    return source.offset(location.getLineNumber(), location.getColumnNumber());
  }
}
