package io.pharos.embedded.query;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The types of columns, as DuckDB spells them. */
public final class DuckDbTypes {
  private DuckDbTypes() {}

  public static String type(ColumnType type) {
    return switch (type) {
      case ColumnType.Scalar scalar -> scalar(scalar);
      case ColumnType.Decimal decimal ->
          "DECIMAL(" + decimal.precision() + "," + decimal.scale() + ")";
      case ColumnType.Array array -> type(array.element()) + "[]";
      case ColumnType.Map map -> "MAP(VARCHAR, " + type(map.value()) + ")";
      case ColumnType.Struct struct ->
          struct.fields().stream()
              .map(field -> DuckDb.identifier(field.name()) + " " + type(field.type()))
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
    };
  }

  private static String scalar(ColumnType.Scalar type) {
    return switch (type) {
      case STRING -> "VARCHAR";
      case INT -> "INTEGER";
      case BOOLEAN, TINYINT, SMALLINT, BIGINT, FLOAT, DOUBLE, DATE, TIMESTAMP -> type.name();
    };
  }

  /** The columns that a table's files hold: the declared ones, and arrival for streaming tables. */
  public static List<Column> stored(TableDefinition table) {
    List<Column> columns = new ArrayList<>(table.columns());
    if (table.streaming()) {
      columns.add(Column.optional(TableDefinition.RECEIVED_AT, ColumnType.Scalar.TIMESTAMP));
    }
    return columns;
  }
}
