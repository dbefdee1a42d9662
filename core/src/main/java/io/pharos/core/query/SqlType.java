package io.pharos.core.query;

import io.pharos.core.definition.ColumnType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The type of an expression of Athena SQL; its text is how Athena's queries spell it. */
public sealed interface SqlType {
  /** A type without parts, such as {@code bigint}, {@code varchar} or {@code unknown}. */
  record Plain(String name) implements SqlType {
    @Override
    public String toString() {
      return name;
    }
  }

  record Decimal(int precision, int scale) implements SqlType {
    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /**
   * A day with a time of day.
   *
   * @param digits of the second's fraction
   */
  record Timestamp(int digits) implements SqlType {
    @Override
    public String toString() {
      return "timestamp(" + digits + ")";
    }
  }

  record Array(SqlType element) implements SqlType {
    @Override
    public String toString() {
      return "array(" + element + ")";
    }
  }

  record Map(SqlType key, SqlType value) implements SqlType {
    @Override
    public String toString() {
      return "map(" + key + ", " + value + ")";
    }
  }

  record Row(List<Field> fields) implements SqlType {
    public Row {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return fields.stream().map(Field::toString).collect(Collectors.joining(", ", "row(", ")"));
    }
  }

  /** A field of a row; many have no name. */
  record Field(Optional<String> name, SqlType type) {
    @Override
    public String toString() {
      return name.map(text -> '"' + text.replace("\"", "\"\"") + "\" ").orElse("") + type;
    }
  }

  /** The type of a column's values in a query. */
  static SqlType of(ColumnType type) {
    return switch (type) {
      case ColumnType.Scalar scalar -> of(scalar);
      case ColumnType.Decimal decimal -> new Decimal(decimal.precision(), decimal.scale());
      case ColumnType.Array array -> new Array(of(array.element()));
      case ColumnType.Map map -> new Map(new Plain("varchar"), of(map.value()));
      case ColumnType.Struct struct ->
          new Row(
              struct.fields().stream()
                  .map(field -> new Field(Optional.of(field.name()), of(field.type())))
                  .toList());
    };
  }

  private static SqlType of(ColumnType.Scalar scalar) {
    return switch (scalar) {
      case STRING -> new Plain("varchar");
      case INT -> new Plain("integer");
      case FLOAT -> new Plain("real");
      case TIMESTAMP -> new Timestamp(3);
      case BOOLEAN, TINYINT, SMALLINT, BIGINT, DOUBLE, DATE ->
          new Plain(scalar.name().toLowerCase(Locale.ROOT));
    };
  }

  /** Reads a type as Athena spells it. */
  static SqlType parse(String text) {
    return new SqlTypeText(text).read();
  }
}
