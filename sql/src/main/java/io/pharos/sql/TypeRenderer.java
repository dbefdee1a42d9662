package io.pharos.sql;

import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes types. */
final class TypeRenderer {
  private final Literals literals;

  TypeRenderer(Literals literals) {
    this.literals = literals;
  }

  String render(DataType type) {
    return switch (type) {
      case GenericDataType generic -> generic(generic);
      case DateTimeDataType time -> time(time);
      case RowDataType row -> row(row);
      default -> throw ExpressionRenderer.unsupported(type);
    };
  }

  private String generic(GenericDataType type) {
    List<DataTypeParameter> arguments = type.getArguments();
    return switch (Trees.name(type.getName())) {
      case "boolean" -> "BOOLEAN";
      case "tinyint" -> "TINYINT";
      case "smallint" -> "SMALLINT";
      case "integer", "int" -> "INTEGER";
      case "bigint" -> "BIGINT";
      case "real" -> "FLOAT";
      case "double", "double precision" -> "DOUBLE";
      case "decimal", "dec", "numeric" -> "DECIMAL" + precision(arguments);
      case "varchar", "char" -> "VARCHAR";
      case "varbinary" -> "BLOB";
      case "json" -> "JSON";
      case "date" -> "DATE";
      case "uuid" -> "UUID";
      case "array" -> parameter(type, 0) + "[]";
      case "map" -> "MAP(" + parameter(type, 0) + ", " + parameter(type, 1) + ")";
      default -> throw SqlRefused.at(type, "the type " + type + " is not supported");
    };
  }

  private String precision(List<DataTypeParameter> arguments) {
    if (arguments.isEmpty()) {
      return "(" + literals.number("38") + ", 0)";
    }
    String scale = arguments.size() > 1 ? ", " + number(arguments.get(1)) : ", 0";
    return "(" + number(arguments.getFirst()) + scale + ")";
  }

  private String number(DataTypeParameter parameter) {
    if (parameter instanceof NumericParameter number) {
      return literals.number(Long.toString(number.getParsedValue()));
    }
    throw SqlRefused.at(parameter, "this has to be a number");
  }

  private String parameter(GenericDataType type, int index) {
    if (index < type.getArguments().size()
        && type.getArguments().get(index) instanceof TypeParameter parameter) {
      return render(parameter.getValue());
    }
    throw SqlRefused.at(type, "the types that it holds are missing: array(..), map(.., ..)");
  }

  private String time(DateTimeDataType type) {
    return switch (type.getType()) {
      case TIMESTAMP -> type.isWithTimeZone() ? "TIMESTAMPTZ" : "TIMESTAMP";
      case TIME -> "TIME";
    };
  }

  private String row(RowDataType type) {
    List<RowDataType.Field> fields = type.getFields();
    return IntStream.range(0, fields.size())
        .mapToObj(i ->
            Trees.quoted(fields.get(i).getName().map(Trees::name).orElse("field" + i))
                + " "
                + render(fields.get(i).getType()))
        .collect(Collectors.joining(", ", "STRUCT(", ")"));
  }
}
