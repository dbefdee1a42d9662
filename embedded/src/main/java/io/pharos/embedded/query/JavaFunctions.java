package io.pharos.embedded.query;

import io.pharos.sql.functions.DuckDbFunction;
import io.pharos.sql.functions.DuckDbFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBReadableVector;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Registers Athena's functions that are written in Java. */
final class JavaFunctions {
  private JavaFunctions() {}

  static void register(Connection connection) throws SQLException {
    for (DuckDbFunction function : DuckDbFunctions.all()) {
      try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
        builder.withName(function.name());
        for (DuckDbFunction.Kind parameter : function.parameters()) {
          builder.withParameter(type(parameter));
        }
        builder
            .withReturnType(type(function.result()))
            .withVectorizedFunction((rows, result) -> run(function, rows, result))
            .register(connection);
      }
    }
  }

  private static DuckDBColumnType type(DuckDbFunction.Kind kind) {
    return DuckDBColumnType.valueOf(kind.name());
  }

  private static void run(
      DuckDbFunction function, DuckDBDataChunkReader rows, DuckDBWritableVector result) {
    int width = function.parameters().size();
    DuckDBReadableVector[] vectors = new DuckDBReadableVector[width];
    for (int i = 0; i < width; i++) {
      vectors[i] = rows.vector(i);
    }
    for (long row = 0; row < rows.rowCount(); row++) {
      Object[] arguments = arguments(function, vectors, row);
      write(result, row, arguments == null ? null : function.body().apply(arguments));
    }
  }

  private static Object @Nullable [] arguments(
      DuckDbFunction function, DuckDBReadableVector[] vectors, long row) {
    Object[] arguments = new Object[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      DuckDBReadableVector vector = vectors[i];
      if (vector.isNull(row)) {
        return null;
      }
      arguments[i] =
          switch (function.parameters().get(i)) {
            case BOOLEAN -> vector.getBoolean(row);
            case BIGINT -> vector.getLong(row);
            case DOUBLE -> vector.getDouble(row);
            case VARCHAR -> vector.getString(row);
          };
    }
    return arguments;
  }

  private static void write(DuckDBWritableVector result, long row, @Nullable Object value) {
    switch (value) {
      case null -> result.setNull(row);
      case Boolean flag -> result.setBoolean(row, flag);
      case Long number -> result.setLong(row, number);
      case Double number -> result.setDouble(row, number);
      default -> result.setString(row, value.toString());
    }
  }
}
