package io.pharos.core.query;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Columns and rows of a select. Not safe for many threads. */
public interface QueryResult extends AutoCloseable {
  List<ResultColumn> columns();

  /**
   * The next row, a value a column, or null at the end. Values are Boolean, Long, Double,
   * BigDecimal, String, LocalDate, LocalDateTime, List, Map, or null. What has none of these kinds,
   * such as a time with a zone or an interval, comes as Athena's text of it.
   */
  @Nullable List<@Nullable Object> next();

  /**
   * Where the rows begin that were not read yet, for {@link QueryEngine#result(String, Optional)}
   * in another process too; empty where the rows can be read in one go only.
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
