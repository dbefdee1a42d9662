package io.pharos.client;

import java.util.List;

/** All that can be asked of a warehouse. An empty text means that a filter is not given. */
public interface Operations extends ReadOperations {
  /** When it returns, all that was acknowledged before is in SQL. */
  void flush();

  /**
   * Runs a curation for the windows of a span, both ends inclusive; the latest closed where empty.
   */
  List<RunSummary> run(String curation, String from, String to);

  /** Sends refused events in again. */
  List<ReplaySummary> replay(String table, String reason);
}
