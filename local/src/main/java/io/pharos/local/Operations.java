package io.pharos.local;

import com.fasterxml.jackson.databind.node.ArrayNode;

/** All that the commands ask of a warehouse. An empty text means that a filter is not given. */
public interface Operations extends ReadOperations {
  /** When it returns, all that was acknowledged before is in SQL. */
  void flush();

  /**
   * Runs a curation for the windows of a span, both ends inclusive; the latest closed where empty.
   */
  ArrayNode run(String curation, String from, String to);

  ArrayNode replay(String table, String reason);
}
