package io.pharos.core.catalog;

import io.pharos.core.definition.TableName;
import java.util.List;
import java.util.Optional;

/**
 * Port: the partitions that SQL can see. A folder that is not registered is invisible. Safe for
 * many threads.
 */
public interface Catalog {
  /** The registered partitions of a table, by value. */
  List<Partition> partitions(TableName table);

  Optional<Partition> partition(TableName table, String value);

  /**
   * Registers partitions that are not there yet and leaves the others as they are.
   *
   * @return how many were new
   */
  int register(TableName table, List<Partition> partitions);

  /**
   * Points a partition, new or not, at a folder. Readers see the rows of the old folder or of the
   * new one, never both and never none.
   */
  void switchTo(TableName table, Partition partition);
}
