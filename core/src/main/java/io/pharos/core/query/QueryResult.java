package io.pharos.core.query;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns and rows of a select. Not safe for many threads. */
public interface QueryResult extends AutoCloseable {
  List<ResultColumn> columns();

  /**
   * The next row, a value a column, or null at the end. Values are Boolean, Long, Double,
   * BigDecimal, String, LocalDate, LocalDateTime, List, Map, or null. Other values, such as a time
   * with a zone or an interval, are Athena's text of them.
   */
  @Nullable List<@Nullable Object> next();

  /**
   * The position of the first unread row, for {@link QueryEngine#result(String, Optional)}, in
   * another process too; empty if the rows can only be read at once.
   */
  default Optional<String> position() {
    return Optional.empty();
  }

  @Override
  void close();

  /**
   * A column of the result.
   *
   * @param type name of its type, for display
   */
  record ResultColumn(String name, String type) {}
}
