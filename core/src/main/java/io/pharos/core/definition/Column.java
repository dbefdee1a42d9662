package io.pharos.core.definition;

/**
 * A declared column of a table.
 *
 * @param uuid the text is a UUID ({@code format: uuid}); it is kept in lower case
 * @param generated a UUIDv7 is filled in where the sender gives none
 * @param required an event without it is refused
 */
public record Column(
    String name,
    ColumnType type,
    String description,
    boolean uuid,
    boolean generated,
    boolean required,
    Constraints constraints) {

  /** A column of any values of its type. */
  public Column(
      String name,
      ColumnType type,
      String description,
      boolean uuid,
      boolean generated,
      boolean required) {
    this(name, type, description, uuid, generated, required, Constraints.NONE);
  }

  /** A column that may be left out. */
  public static Column optional(String name, ColumnType type) {
    return new Column(name, type, "", false, false, false);
  }
}
