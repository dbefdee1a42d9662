package io.pharos.core.definition;

import java.util.Optional;

/**
 * The name that a curation's rows are served under, {@code database.as}: they are looked up at
 * {@code /{database}/{as}/{key}}. The database is the curation's, whichever table it writes.
 */
public record ServedName(String database, String as) {
  public ServedName {
    TableName.requireIdentifier(database);
    TableName.requireIdentifier(as);
  }

  /**
   * Reads {@code database.as}.
   *
   * @throws IllegalArgumentException if the text is not two identifiers with a dot between them
   */
  public static ServedName parse(String text) {
    TableName parts = TableName.parse(text);
    return new ServedName(parts.database(), parts.table());
  }

  /** The name of an address; empty if nothing can be served there. */
  public static Optional<ServedName> find(String database, String as) {
    return TableName.isIdentifier(database) && TableName.isIdentifier(as)
        ? Optional.of(new ServedName(database, as))
        : Optional.empty();
  }

  /** The table with the same address. */
  TableName asTable() {
    return new TableName(database, as);
  }

  @Override
  public String toString() {
    return database + "." + as;
  }
}
