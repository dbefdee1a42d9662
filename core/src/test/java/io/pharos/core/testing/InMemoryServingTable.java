package io.pharos.core.testing;

import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Served rows in memory. */
public final class InMemoryServingTable implements ServingTable {
  private record Key(ServedName name, String key, String sort) {}

  private final Map<Key, ServedRow> rows =
      new TreeMap<>(
          Comparator.comparing((Key key) -> key.name().toString())
              .thenComparing(Key::key)
              .thenComparing(Key::sort));

  private boolean failing;

  /** The next rows are not written. */
  public synchronized void willFailOnce() {
    failing = true;
  }

  @Override
  public synchronized void upsert(ServedName name, List<ServedRow> added) {
    if (failing) {
      failing = false;
      throw new IllegalStateException("down for a moment");
    }
    added.forEach(row -> rows.put(key(name, row), row));
  }

  @Override
  public synchronized void delete(ServedName name, List<ServedRow> removed) {
    removed.forEach(row -> rows.remove(key(name, row)));
  }

  @Override
  public synchronized List<ServedRow> query(
      ServedName name, String key, String from, String to, int limit) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().name().equals(name) && row.getKey().key().equals(key))
        .map(Map.Entry::getValue)
        .filter(row -> row.sort().compareTo(from) >= 0 && row.sort().compareTo(to) <= 0)
        .limit(limit)
        .toList();
  }

  /** Every row of a name, by key and sort value. */
  public synchronized List<ServedRow> all(String text) {
    ServedName name = ServedName.parse(text);
    return rows.entrySet().stream()
        .filter(row -> row.getKey().name().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Key key(ServedName name, ServedRow row) {
    return new Key(name, row.key(), row.sort());
  }
}
