package io.pharos.core.definition;

import java.util.regex.Pattern;

/**
 * The full name of a table, {@code database.table}. Both parts match {@code [a-z][a-z0-9_]*}, so
 * that a name can stand in a path, a URL and a quoted SQL identifier as it is.
 */
public record TableName(String database, String table) implements Comparable<TableName> {
  /** What a database, table, column or curation may be called. */
  public static final Pattern IDENTIFIER = Pattern.compile("[a-z][a-z0-9_]*");

  public TableName {
    requireIdentifier(database);
    requireIdentifier(table);
  }

  /**
   * Reads {@code database.table}.
   *
   * @throws IllegalArgumentException if the text is not two identifiers with a dot between them
   */
  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("'" + text + "' is not of the form database.table");
    }
    return new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  static boolean isIdentifier(String name) {
    return IDENTIFIER.matcher(name).matches();
  }

  static void requireIdentifier(String name) {
    if (!isIdentifier(name)) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a name: lower-case letters, digits and _, a letter first");
    }
  }

  @Override
  public int compareTo(TableName other) {
    int byDatabase = database.compareTo(other.database);
    return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
  }

  @Override
  public String toString() {
    return database + "." + table;
  }
}
