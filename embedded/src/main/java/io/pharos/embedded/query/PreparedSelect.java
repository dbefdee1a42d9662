package io.pharos.embedded.query;

import io.pharos.core.query.QueryResult.ResultColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A query that is ready to run. Columns that the driver would read wrongly are cast.
 *
 * @param columns name and type as Athena has them
 * @param types as the engine has them
 */
record PreparedSelect(
    PreparedStatement statement, List<ResultColumn> columns, List<ResultType> types) {
  PreparedSelect {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  static PreparedSelect of(Connection connection, String sql, List<ResultColumn> columns)
      throws SQLException {
    PreparedStatement plain = connection.prepareStatement(sql);
    List<ResultType> types = types(plain.getMetaData());
    if (types.stream().allMatch(PreparedSelect::asItIs)) {
      return new PreparedSelect(plain, columns, types);
    }
    plain.close();
    return new PreparedSelect(connection.prepareStatement(cast(sql, types)), columns, types);
  }

  private static List<ResultType> types(ResultSetMetaData shape) throws SQLException {
    List<ResultType> types = new ArrayList<>();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      types.add(ResultType.of(shape.getColumnTypeName(i)));
    }
    return types;
  }

  private static boolean asItIs(ResultType type) {
    return type.readWhole() || plainTime(type);
  }

  static boolean plainTime(ResultType type) {
    return type instanceof ResultType.Scalar scalar && scalar.plainTime();
  }

  /** Adds the casts; the projection keeps the order of the rows. */
  private static String cast(String sql, List<ResultType> types) {
    String names =
        IntStream.range(0, types.size())
            .mapToObj(PreparedSelect::name)
            .collect(Collectors.joining(", "));
    String values =
        IntStream.range(0, types.size())
            .mapToObj(i -> value(name(i), types.get(i)))
            .collect(Collectors.joining(", "));
    return "SELECT " + values + " FROM (" + sql + ") AS result (" + names + ")";
  }

  private static String name(int column) {
    return "c" + column;
  }

  private static String value(String name, ResultType type) {
    return asItIs(type) ? name : "CAST(" + name + " AS " + type.readable() + ")";
  }
}
