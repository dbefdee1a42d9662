package io.pharos.sql;

import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Locale;

/** Small questions about Trino's syntax tree. */
final class Trees {
  private Trees() {}

  static List<? extends Node> children(Node node) {
    // Trino's own list of a GroupingSets is empty
    return node instanceof GroupingSets sets ? sets.getExpressions() : node.getChildren();
  }

  /** Trino's names are the same in any case, quoted or not. */
  static String name(Identifier identifier) {
    return lower(identifier.getValue());
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ENGLISH);
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
