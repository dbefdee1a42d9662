package io.pharos.core.serving;

import io.pharos.core.definition.ServedName;
import java.util.List;

/**
 * Port: rows by key and sort value, for look-ups, within {@link ServedLimits}. Safe for many
 * threads.
 */
public interface ServingTable {
  /** Writes rows, and replaces those of the same key and sort value. */
  void upsert(ServedName name, List<ServedRow> rows);

  /** Deletes rows; a missing one is no error. The JSON of the given rows is ignored. */
  void delete(ServedName name, List<ServedRow> rows);

  /** Up to {@code limit} rows of a key with {@code from <= sort <= to}, by sort value. */
  List<ServedRow> query(ServedName name, String key, String from, String to, int limit);
}
