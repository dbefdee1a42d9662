package io.pharos.core.query;

import io.pharos.core.definition.ColumnType;
import io.pharos.core.definition.ColumnType.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which types a column can hold without changing a value. */
final class Widening {
  private static final Map<String, Integer> DIGITS_OF_WHOLE =
      Map.of("tinyint", 3, "smallint", 5, "integer", 10, "bigint", 19);

  /** The most digits of a decimal that a double returns unchanged. */
  private static final int DIGITS_OF_DOUBLE = 15;

  private static final int DIGITS_OF_REAL = 6;
  private static final int DIGITS_OF_SECOND = 3;

  private Widening() {}

  static boolean fits(SqlType type, ColumnType column) {
    if (type.equals(new SqlType.Plain("unknown"))) {
      return true; // that of null
    }
    return switch (column) {
      case Scalar scalar -> fits(type, scalar);
      case ColumnType.Decimal wanted ->
          decimal(type)
              .filter(given ->
                  given.scale() <= wanted.scale()
                      && given.precision() - given.scale() <= wanted.precision() - wanted.scale())
              .isPresent();
      case ColumnType.Array array ->
          type instanceof SqlType.Array(SqlType element) && fits(element, array.element());
      case ColumnType.Map map ->
          type instanceof SqlType.Map(SqlType key, SqlType value)
              && fits(key, Scalar.STRING)
              && fits(value, map.value());
      case ColumnType.Struct struct ->
          type instanceof SqlType.Row(List<SqlType.Field> fields) && fits(fields, struct.fields());
    };
  }

  private static boolean fits(SqlType type, Scalar column) {
    return switch (column) {
      case STRING -> is(type, "varchar");
      case BOOLEAN -> is(type, "boolean");
      case TINYINT -> is(type, "tinyint");
      case SMALLINT -> is(type, "tinyint", "smallint");
      case INT -> is(type, "tinyint", "smallint", "integer");
      case BIGINT -> is(type, "tinyint", "smallint", "integer", "bigint");
      case FLOAT -> is(type, "real") || digits(type) <= DIGITS_OF_REAL;
      case DOUBLE -> is(type, "real", "double") || digits(type) <= DIGITS_OF_DOUBLE;
      case DATE -> is(type, "date");
      case TIMESTAMP ->
          is(type, "date")
              || (type instanceof SqlType.Timestamp(int digits) && digits <= DIGITS_OF_SECOND);
    };
  }

  /** Fields are matched by position, so their names must be the same. */
  private static boolean fits(List<SqlType.Field> fields, List<ColumnType.Field> columns) {
    if (fields.size() != columns.size()) {
      return false;
    }
    for (int i = 0; i < fields.size(); i++) {
      String name = columns.get(i).name();
      if (!fields.get(i).name().orElse(name).equalsIgnoreCase(name)
          || !fits(fields.get(i).type(), columns.get(i).type())) {
        return false;
      }
    }
    return true;
  }

  private static boolean is(SqlType type, String... names) {
    return type instanceof SqlType.Plain(String name) && Set.of(names).contains(name);
  }

  private static int digits(SqlType type) {
    return decimal(type).map(SqlType.Decimal::precision).orElse(Integer.MAX_VALUE);
  }

  /** A whole number as a decimal. */
  private static Optional<SqlType.Decimal> decimal(SqlType type) {
    return switch (type) {
      case SqlType.Decimal decimal -> Optional.of(decimal);
      case SqlType.Plain(String name) ->
          Optional.ofNullable(DIGITS_OF_WHOLE.get(name)).map(n -> new SqlType.Decimal(n, 0));
      default -> Optional.empty();
    };
  }
}
