package io.pharos.sql;

import io.pharos.core.definition.ColumnType;
import io.pharos.sql.Type.Array;
import io.pharos.sql.Type.Char;
import io.pharos.sql.Type.Decimal;
import io.pharos.sql.Type.MapOf;
import io.pharos.sql.Type.Plain;
import io.pharos.sql.Type.RowOf;
import io.pharos.sql.Type.Time;
import io.pharos.sql.Type.Timestamp;
import io.pharos.sql.Type.Varchar;
import io.pharos.sql.Type.Zoned;
import io.trino.sql.SqlFormatter;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.IntervalDataType;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.List;
import java.util.Optional;

/** Types as a query or a table file writes them. */
final class TypeReader {
  private TypeReader() {}

  /** The type of a column of a table. */
  static Type type(ColumnType type) {
    return switch (type) {
      case ColumnType.Decimal decimal -> new Decimal(decimal.precision(), decimal.scale());
      case ColumnType.Array array -> new Array(type(array.element()));
      case ColumnType.Map map -> new MapOf(Varchar.ANY, type(map.value()));
      case ColumnType.Struct struct ->
          new RowOf(
              struct.fields().stream()
                  .map(field -> new Type.Field(Optional.of(field.name()), type(field.type())))
                  .toList());
      case ColumnType.Scalar scalar -> scalar(scalar);
    };
  }

  private static Type scalar(ColumnType.Scalar scalar) {
    return switch (scalar) {
      case STRING -> Varchar.ANY;
      case INT -> Plain.INTEGER;
      case FLOAT -> Plain.REAL;
      case TIMESTAMP -> new Timestamp(3);
      default -> Plain.valueOf(scalar.name());
    };
  }

  /** The type that a cast asks for. */
  static Type type(DataType type) {
    return switch (type) {
      case GenericDataType generic -> generic(generic);
      case DateTimeDataType time -> time(time);
      case IntervalDataType interval -> interval(interval);
      case RowDataType row ->
          new RowOf(
              row.getFields().stream()
                  .map(field ->
                      new Type.Field(field.getName().map(Trees::name), type(field.getType())))
                  .toList());
      default -> throw ExpressionRenderer.unsupported(type);
    };
  }

  private static Type generic(GenericDataType type) {
    List<DataTypeParameter> arguments = type.getArguments();
    return switch (Trees.name(type.getName())) {
      case "int" -> Plain.INTEGER;
      case "boolean",
          "tinyint",
          "smallint",
          "integer",
          "bigint",
          "real",
          "double",
          "varbinary",
          "json",
          "date",
          "uuid" ->
          Plain.valueOf(Trees.name(type.getName()).toUpperCase(java.util.Locale.ROOT));
      case "double precision" -> Plain.DOUBLE;
      case "decimal" -> decimal(type);
      case "varchar" ->
          arguments.isEmpty() ? Varchar.ANY : Varchar.of(number(arguments.getFirst()));
      case "char" -> new Char(arguments.isEmpty() ? 1 : (int) number(arguments.getFirst()));
      case "array" -> new Array(parameter(type, 0));
      case "map" -> new MapOf(parameter(type, 0), parameter(type, 1));
      default -> throw SqlRefused.at(type, "Unknown type: " + type);
    };
  }

  private static Type interval(IntervalDataType type) {
    return switch (Trees.lower(SqlFormatter.formatSql(type))) {
      case "interval day to second" -> Plain.DAY_TIME;
      case "interval year to month" -> Plain.YEAR_MONTH;
      default -> throw ExpressionRenderer.unsupported(type);
    };
  }

  private static Decimal decimal(GenericDataType type) {
    List<DataTypeParameter> arguments = type.getArguments();
    int precision = arguments.isEmpty() ? Decimal.MAX : (int) number(arguments.getFirst());
    int scale = arguments.size() > 1 ? (int) number(arguments.get(1)) : 0;
    if (precision < 1 || precision > Decimal.MAX || scale > precision) {
      throw SqlRefused.at(type, "a decimal has 1 to 38 digits, and not more behind the point");
    }
    return new Decimal(precision, scale);
  }

  private static long number(DataTypeParameter parameter) {
    if (parameter instanceof NumericParameter number) {
      return number.getParsedValue();
    }
    throw SqlRefused.at(parameter, "this has to be a number");
  }

  private static Type parameter(GenericDataType type, int index) {
    if (index < type.getArguments().size()
        && type.getArguments().get(index) instanceof TypeParameter parameter) {
      return type(parameter.getValue());
    }
    throw SqlRefused.at(type, "the types that it holds are missing: array(..), map(.., ..)");
  }

  private static Type time(DateTimeDataType type) {
    int precision = type.getPrecision().map(digits -> (int) number(digits)).orElse(3);
    if (precision > 6) {
      throw SqlRefused.at(type, "times have at most six digits of a second here");
    }
    if (type.getType() == DateTimeDataType.Type.TIME) {
      if (type.isWithTimeZone()) {
        throw SqlRefused.at(type, "times of a day with a zone are not supported");
      }
      return new Time(precision);
    }
    return type.isWithTimeZone() ? new Zoned(precision, Zoned.UTC) : new Timestamp(precision);
  }
}
