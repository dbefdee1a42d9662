package io.pharos.aws.athena;

import io.pharos.aws.glue.WorkTables;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import io.pharos.core.query.RefusedStatement;
import io.pharos.core.query.Statement;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The text of a statement for Athena. A materialization is a CTAS into a work table at its folder.
 * A name in a select is a WITH query over a work table.
 */
public final class AthenaSqlText {
  /** The most bytes of a query's text: Athena's limit. */
  static final int MAX_BYTES = 262_144;

  private static final String CREATE = "CREATE TABLE ";
  private static final String DESCRIBE = "SELECT described.*";

  /** The prefix of columns with full types: a result only names types with parts. */
  static final String TYPE_OF = "type of ";

  private final WorkTables tables;

  public AthenaSqlText(WorkTables tables) {
    this.tables = tables;
  }

  /**
   * The text of a statement; the tables over its folders must exist when it starts.
   *
   * @throws RefusedStatement if it is too long
   */
  public String of(Statement statement) {
    return bounded(
        switch (statement) {
          case Statement.Materialize materialize -> text(materialize);
          case Statement.Describe describe -> text(describe);
          case Statement.Select select -> text(select);
          case Statement.Difference difference -> text(difference.select());
        });
  }

  private String text(Statement.Materialize statement) {
    String columns =
        statement.into().columns().stream()
            .map(AthenaSqlText::cast)
            .collect(Collectors.joining(",\n  "));
    return """
    %s%s WITH (
      format = 'PARQUET', write_compression = 'ZSTD', external_location = '%s'
    ) AS SELECT
      %s
    FROM (
    %s
    ) AS source\
    """
        .formatted(
            CREATE,
            tables.over(statement.into().location()).sql(),
            tables.url(statement.into().location()),
            columns,
            statement.sql());
  }

  /**
   * Describes a query without reading rows. It returns one row: the query's columns without values,
   * and the full types of those with parts, which the result's own columns lack.
   */
  private static String text(Statement.Describe statement) {
    String types =
        statement.columns().stream()
            .filter(column -> hasParts(column.type()))
            .map(Column::name)
            .map(name -> ", typeof(described.\"" + name + "\") AS \"" + TYPE_OF + name + '"')
            .collect(Collectors.joining());
    return """
    %s%s
    FROM (VALUES 1) AS one (one)
    LEFT JOIN (
    SELECT * FROM (
    %s
    ) LIMIT 0
    ) AS described ON true\
    """
        .formatted(DESCRIBE, types, statement.sql());
  }

  private static boolean hasParts(ColumnType type) {
    return switch (type) {
      case Scalar scalar -> false;
      case ColumnType.Decimal decimal -> false;
      case ColumnType.Array array -> true;
      case ColumnType.Map map -> true;
      case ColumnType.Struct struct -> true;
    };
  }

  /** Whether a text is a materialization's. */
  static boolean materializes(String sql) {
    return sql.startsWith(CREATE);
  }

  private static String cast(Column column) {
    String name = '"' + column.name() + '"';
    return "CAST(" + name + " AS " + type(column.type()) + ") AS " + name;
  }

  /** The type in the spelling of Athena's queries, which differs from Glue's. */
  static String type(ColumnType type) {
    return switch (type) {
      case Scalar.STRING -> "varchar";
      case Scalar.FLOAT -> "real";
      case Scalar.TIMESTAMP -> "timestamp(3)";
      case Scalar scalar -> scalar.name().toLowerCase(Locale.ROOT);
      case ColumnType.Decimal decimal -> decimal.glueName();
      case ColumnType.Array array -> "array(" + type(array.element()) + ")";
      case ColumnType.Map map -> "map(varchar, " + type(map.value()) + ")";
      case ColumnType.Struct struct ->
          struct.fields().stream()
              .map(field -> '"' + field.name() + "\" " + type(field.type()))
              .collect(Collectors.joining(", ", "row(", ")"));
    };
  }

  private String text(Statement.Select statement) {
    if (statement.names().isEmpty()) {
      return statement.sql();
    }
    String named =
        statement.names().entrySet().stream()
            .map(name ->
                '"'
                    + name.getKey()
                    + "\" AS (SELECT * FROM "
                    + tables.over(name.getValue().location()).sql()
                    + ")")
            .sorted()
            .collect(Collectors.joining(", "));
    boolean plain = statement.sql().stripLeading().regionMatches(true, 0, "select", 0, 6);
    return "WITH "
        + named
        + (plain ? "\n" + statement.sql() : "\nSELECT * FROM (\n" + statement.sql() + "\n)");
  }

  private static String bounded(String sql) {
    int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new RefusedStatement(
          "the query is " + bytes + " bytes long and Athena takes " + MAX_BYTES + "; split it");
    }
    return sql;
  }
}
