package io.pharos.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.query.QueryResult;

/**
 * What the commands ask of a warehouse: of one that runs, over HTTP, or of a data folder that none
 * holds. An empty text means that a filter is not given.
 */
public interface Operations extends AutoCloseable {
  /** When it returns, all that was acknowledged before is in SQL. */
  void flush();

  /** Runs one read-only statement; close the result. */
  QueryResult sql(String sql);

  ArrayNode tables();

  ArrayNode partitions();

  ObjectNode status();

  ArrayNode curations();

  /** The newest runs first. */
  ArrayNode history(String curation);

  /**
   * Runs a curation for the windows of a span, both ends inclusive; the latest closed where empty.
   */
  ArrayNode run(String curation, String from, String to);

  /** Up to {@code limit} refused events, oldest first. */
  ArrayNode quarantine(String table, String reason, int limit);

  ArrayNode replay(String table, String reason);

  @Override
  void close();
}
