package io.pharos.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.query.QueryResult;

/**
 * What the commands ask of a warehouse without changing it: of one that runs, over HTTP, or of a
 * data folder that none holds. An empty text means that a filter is not given.
 */
public interface ReadOperations extends AutoCloseable {
  /** Runs one read-only statement; close the result. */
  QueryResult sql(String sql);

  /** The queries that run or wait. */
  ArrayNode queries();

  /** Ends a query that runs or waits. */
  void cancel(String query);

  ArrayNode tables();

  ArrayNode partitions();

  ObjectNode status();

  ArrayNode curations();

  /** The newest runs first. */
  ArrayNode history(String curation);

  /** Up to {@code limit} refused events, oldest first. */
  ArrayNode quarantine(String table, String reason, int limit);

  @Override
  void close();
}
