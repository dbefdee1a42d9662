package io.pharos.core.stream;

import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Port: the durable, ordered log of each streaming table. Safe for many threads. */
public interface EventStream {
  /**
   * Appends records of one request in their order. The stage completes once each record's fate is
   * known, with one result a record in the same order. A {@link AppendResult.Stored} record
   * survives a crash from then on. The stage never completes exceptionally.
   */
  CompletionStage<List<AppendResult>> append(TableName table, List<StreamRecord> records);
}
