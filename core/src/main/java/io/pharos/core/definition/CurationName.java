package io.pharos.core.definition;

/**
 * The full name of a curation, {@code database.curation}: has the form of a table's name, and is
 * often the name of the table that the curation fills.
 */
public record CurationName(String database, String curation) implements Comparable<CurationName> {
  public CurationName {
    TableName.requireIdentifier(database);
    TableName.requireIdentifier(curation);
  }

  /**
   * Reads {@code database.curation}.
   *
   * @throws IllegalArgumentException if the text is not two identifiers with a dot between them
   */
  public static CurationName parse(String text) {
    TableName parts = TableName.parse(text);
    return new CurationName(parts.database(), parts.table());
  }

  @Override
  public int compareTo(CurationName other) {
    int byDatabase = database.compareTo(other.database);
    return byDatabase != 0 ? byDatabase : curation.compareTo(other.curation);
  }

  @Override
  public String toString() {
    return database + "." + curation;
  }
}
