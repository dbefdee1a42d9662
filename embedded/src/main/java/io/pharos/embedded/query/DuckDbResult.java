package io.pharos.embedded.query;

import io.pharos.core.query.QueryResult;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of a select, fetched from DuckDB as they are read. */
final class DuckDbResult implements QueryResult {
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;
  private final List<ResultColumn> columns = new ArrayList<>();

  DuckDbResult(Connection connection, Statement statement, ResultSet rows) throws SQLException {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    ResultSetMetaData shape = rows.getMetaData();
    for (int i = 1; i <= shape.getColumnCount(); i++) {
      columns.add(new ResultColumn(shape.getColumnLabel(i), shape.getColumnTypeName(i)));
    }
  }

  @Override
  public List<ResultColumn> columns() {
    return List.copyOf(columns);
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    try {
      if (!rows.next()) {
        return null;
      }
      List<@Nullable Object> row = new ArrayList<>(columns.size());
      for (int i = 1; i <= columns.size(); i++) {
        row.add(value(rows.getObject(i)));
      }
      return row;
    } catch (SQLException e) {
      throw new EngineFailure(EngineMessages.plain(e), e);
    }
  }

  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag;
      case Byte number -> number.longValue();
      case Short number -> number.longValue();
      case Integer number -> number.longValue();
      case Long number -> number;
      case Float number -> Double.parseDouble(number.toString()); // 0.1f is shown as 0.1
      case Double number -> number;
      case BigDecimal number -> number;
      case BigInteger number -> whole(number);
      case String text -> text;
      case UUID uuid -> uuid.toString();
      case LocalDate date -> date;
      case java.sql.Date date -> date.toLocalDate();
      case LocalTime time -> time.toString();
      case Timestamp time -> time.toLocalDateTime();
      case OffsetDateTime time -> time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      case Array array -> list(Arrays.asList((Object[]) array.getArray()));
      case Struct struct -> struct(struct);
      case Map<?, ?> map -> map(map);
      case byte[] bytes -> new String(bytes, StandardCharsets.ISO_8859_1);
      default -> value.toString();
    };
  }

  /** DuckDB sums integers into 128 bits, Athena into 64. */
  private static Object whole(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Object) number.longValue() : new BigDecimal(number);
  }

  private static List<@Nullable Object> list(List<? extends @Nullable Object> items)
      throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(items.size());
    for (Object item : items) {
      values.add(value(item));
    }
    return values;
  }

  private static Object struct(Struct struct) throws SQLException {
    if (struct instanceof org.duckdb.DuckDBStruct named) {
      return map(named.getMap());
    }
    return list(Arrays.asList(struct.getAttributes()));
  }

  private static Map<String, @Nullable Object> map(Map<?, ? extends @Nullable Object> map)
      throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Map.Entry<?, ? extends @Nullable Object> entry : map.entrySet()) {
      values.put(String.valueOf(value(entry.getKey())), value(entry.getValue()));
    }
    return values;
  }

  @Override
  public void close() {
    try (connection;
        statement;
        rows) {
      return; // closed in reverse order
    } catch (SQLException e) {
      throw new EngineFailure(EngineMessages.plain(e), e);
    }
  }
}
