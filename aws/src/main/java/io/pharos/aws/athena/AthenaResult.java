package io.pharos.aws.athena;

import io.pharos.aws.Actions;
import io.pharos.core.query.QueryColumn;
import io.pharos.core.query.QueryResult;
import io.pharos.core.query.SqlType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.Row;

/**
 * The rows of a query, page after page. Athena returns every value as text, a null as a missing
 * text, and the names of the columns as the first row of a select.
 */
final class AthenaResult implements QueryResult {
  /** GetQueryResults returns at most 1,000 rows. */
  private static final int PAGE = 1_000;

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private final AthenaClient athena;
  private final String id;
  private final Runnable closing;
  private final List<ColumnInfo> columns;
  private @Nullable String token;
  private List<Row> rows;
  private int next;
  private @Nullable String more;

  /**
   * Reads rows.
   *
   * @param header whether the first row has the names of the columns
   * @param position the number of rows read from a page, and the page's token
   */
  AthenaResult(
      AthenaClient athena, String id, boolean header, Optional<String> position, Runnable closing) {
    this.athena = athena;
    this.id = id;
    this.closing = closing;
    int end = position.map(text -> text.indexOf(':')).orElse(-1);
    token =
        position.map(text -> text.substring(end + 1)).filter(text -> !text.isEmpty()).orElse(null);
    next = position.map(text -> Integer.parseInt(text.substring(0, end))).orElse(header ? 1 : 0);
    GetQueryResultsResponse first = page(token);
    columns = first.resultSet().resultSetMetadata().columnInfo();
    rows = first.resultSet().rows();
    more = first.nextToken();
  }

  private GetQueryResultsResponse page(@Nullable String token) {
    return athena.getQueryResults(
        get -> get.queryExecutionId(id).maxResults(PAGE).nextToken(token));
  }

  @Override
  public List<ResultColumn> columns() {
    return columns.stream().map(column -> new ResultColumn(column.name(), column.type())).toList();
  }

  @Actions({"athena:GetQueryResults", "s3:GetObject"})
  @Override
  public @Nullable List<@Nullable Object> next() {
    while (next >= rows.size()) {
      if (more == null) {
        return null;
      }
      GetQueryResultsResponse page = page(more);
      token = more;
      rows = page.resultSet().rows();
      next = 0;
      more = page.nextToken();
    }
    List<Datum> data = rows.get(next++).data();
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      row.add(value(columns.get(i).type(), data.get(i).varCharValue()));
    }
    return row;
  }

  @Override
  public Optional<String> position() {
    return Optional.of(next + ":" + (token == null ? "" : token));
  }

  /** Converts a value; lists, maps and rows stay Athena's text. */
  private static @Nullable Object value(String type, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (type) {
      case "boolean" -> Boolean.valueOf(text);
      case "tinyint", "smallint", "integer", "bigint" -> Long.valueOf(text);
      case "float", "real", "double" -> Double.valueOf(text);
      case "decimal" -> new BigDecimal(text);
      case "date" -> LocalDate.parse(text);
      case "timestamp" -> LocalDateTime.parse(text, TIMESTAMP);
      default -> text;
    };
  }

  /** The columns of a description, whose row has the types with parts. */
  List<QueryColumn> described() {
    List<Datum> row = rows.get(next++).data();
    Map<String, SqlType> told = new HashMap<>();
    List<QueryColumn> described = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnInfo column = columns.get(i);
      if (column.name().startsWith(AthenaSqlText.TYPE_OF)) {
        told.put(
            column.name().substring(AthenaSqlText.TYPE_OF.length()),
            SqlType.parse(row.get(i).varCharValue()));
      } else {
        described.add(new QueryColumn(column.name(), type(column)));
      }
    }
    return described.stream()
        .map(column ->
            new QueryColumn(column.name(), told.getOrDefault(column.name(), column.type())))
        .toList();
  }

  private static SqlType type(ColumnInfo column) {
    return column.type().equals("decimal")
        ? new SqlType.Decimal(column.precision(), column.scale())
        : SqlType.parse(column.type());
  }

  @Override
  public void close() {
    closing.run();
  }
}
