package io.pharos.core.testing;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Partitions in memory. */
public final class InMemoryCatalog implements Catalog {
  private final ConcurrentMap<TableName, SortedMap<String, Partition>> tables =
      new ConcurrentHashMap<>();

  @Override
  public synchronized List<Partition> partitions(TableName table) {
    return List.copyOf(of(table).values());
  }

  @Override
  public synchronized Optional<Partition> partition(TableName table, String value) {
    return Optional.ofNullable(of(table).get(value));
  }

  @Override
  public synchronized int register(TableName table, List<Partition> partitions) {
    int before = of(table).size();
    partitions.forEach(partition -> of(table).putIfAbsent(partition.value(), partition));
    return of(table).size() - before;
  }

  @Override
  public synchronized void switchTo(TableName table, Partition partition) {
    of(table).put(partition.value(), partition);
  }

  private SortedMap<String, Partition> of(TableName table) {
    return tables.computeIfAbsent(table, name -> new TreeMap<>());
  }
}
