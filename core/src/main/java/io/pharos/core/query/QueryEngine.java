package io.pharos.core.query;

import java.util.List;
import java.util.Optional;

/** Port: runs Athena SQL over the registered partitions. Safe for many threads. */
public interface QueryEngine {
  /**
   * Starts a statement.
   *
   * @return its id, for the other methods
   * @throws RefusedStatement if the SQL cannot be run, with line and column
   */
  String start(Statement statement);

  /**
   * Its status. An id that is unknown, or whose result was fetched, may be an {@link
   * IllegalArgumentException}.
   */
  QueryStatus status(String id);

  /** Stops it if it still runs; its status is then {@link QueryStatus.Cancelled}. */
  void cancel(String id);

  /**
   * The rows of a select that succeeded. They can be read once; close the result.
   *
   * @throws IllegalStateException if it has not succeeded
   */
  QueryResult result(String id);

  /**
   * The rows from a {@link QueryResult#position} on, if results have positions.
   *
   * @throws IllegalStateException if it has not succeeded
   */
  default QueryResult result(String id, Optional<String> position) {
    if (position.isPresent()) {
      throw new IllegalArgumentException("the rows of query " + id + " are read in one go only");
    }
    return result(id);
  }

  /**
   * The columns of a {@link Statement.Describe} that succeeded; they can be read once.
   *
   * @throws IllegalStateException if it has not succeeded
   */
  List<QueryColumn> columns(String id);
}
