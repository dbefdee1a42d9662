package io.pharos.client;

import io.pharos.core.query.QueryResult;
import java.util.List;

/**
 * What can be asked of a warehouse without changing it: of one that runs, over HTTP, or of a data
 * folder that none holds. An empty text means that a filter is not given.
 */
public interface ReadOperations extends AutoCloseable {
  /** Runs one read-only statement; close the result. */
  QueryResult sql(String sql);

  /** The queries that run or wait. */
  List<QuerySummary> queries();

  /** Ends a query that runs or waits. */
  void cancel(String query);

  List<TableSummary> tables();

  List<PartitionSummary> partitions();

  Status status();

  List<CurationSummary> curations();

  /** The newest runs first. */
  List<RunSummary> history(String curation);

  /** Up to {@code limit} refused events, oldest first. */
  List<RefusedEventSummary> quarantine(String table, String reason, int limit);

  @Override
  void close();
}
