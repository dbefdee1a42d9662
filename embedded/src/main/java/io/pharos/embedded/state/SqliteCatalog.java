package io.pharos.embedded.state;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;

/** The catalog in SQLite: partitions, their files, and filed segments. Safe for many threads. */
public final class SqliteCatalog implements Catalog {
  private final StateDatabase state;
  private final Path data;
  private final TableSchemas schemas;
  private final Map<TableName, Long> revisions = new ConcurrentHashMap<>();

  /**
   * Makes the catalog of a data folder.
   *
   * @throws IncompatibleTables if a definition does not fit the existing files
   */
  public SqliteCatalog(StateDatabase state, Path data, Collection<TableDefinition> tables) {
    this.state = state;
    this.data = data;
    this.schemas = TableSchemas.declare(state, tables);
  }

  @Override
  public List<Partition> partitions(TableName table) {
    return state.read(connection ->
        Sql.list(
            connection,
            SqliteCatalog::partition,
            SqlFile.text("partitions/all"),
            table.toString()));
  }

  @Override
  public Optional<Partition> partition(TableName table, String value) {
    return state
        .read(connection ->
            Sql.list(
                connection,
                SqliteCatalog::partition,
                SqlFile.text("partitions/find"),
                table.toString(),
                value))
        .stream()
        .findFirst();
  }

  private static Partition partition(ResultSet row) throws SQLException {
    return new Partition(row.getString(1), row.getString(2));
  }

  @Override
  public int register(TableName table, List<Partition> partitions) {
    int added =
        state.write(connection -> {
          int count = 0;
          for (Partition partition : partitions) {
            count += register(connection, table, partition);
          }
          return count;
        });
    if (added > 0) {
      changed(table);
    }
    return added;
  }

  private static int register(Connection connection, TableName table, Partition partition)
      throws SQLException {
    return Sql.run(
        connection,
        SqlFile.text("partitions/register"),
        table.toString(),
        partition.value(),
        partition.location());
  }

  @Override
  public void switchTo(TableName table, Partition partition) {
    List<LakeFile> files = LakeFiles.written(data, partition, schemas.current(table));
    state.write(connection -> {
      Sql.run(
          connection,
          SqlFile.text("partitions/switch_to"),
          table.toString(),
          partition.value(),
          partition.location());
      LakeFiles.replace(connection, table, partition, files);
      return true;
    });
    changed(table);
  }

  /** Whether a segment is in the lake already. */
  public boolean filed(TableName table, String segment) {
    return state.read(connection -> FiledSegments.has(connection, table, segment));
  }

  /** Makes a segment's file, its partition and its counts visible in one transaction. */
  public void fileSegment(FiledSegment filed) {
    state.write(connection -> {
      if (!FiledSegments.add(connection, filed)) {
        return false;
      }
      register(connection, filed.table(), filed.partition());
      if (filed.file().isPresent()) {
        LakeFiles.add(connection, filed.table(), filed.file().get());
      }
      return true;
    });
    changed(filed.table());
  }

  /**
   * Events per minute of event time that are in the lake.
   *
   * @param fromMinute minutes since 1970
   * @param toMinute inclusive
   * @param without the segments to leave out
   */
  public SortedMap<Long, Long> minuteCounts(
      TableName table, long fromMinute, long toMinute, Set<String> without) {
    return state.read(
        connection -> FiledSegments.minuteCounts(connection, table, fromMinute, toMinute, without));
  }

  /** The files that SQL reads: those in registered partitions. */
  public List<LakeFile> files(TableName table) {
    return state.read(connection -> LakeFiles.visible(connection, table));
  }

  /** The number of files of each table, defined or not, by its name. */
  public SortedMap<String, Long> fileCounts() {
    return state.read(LakeFiles::counts);
  }

  /** The schema version of new files of a table. */
  public int schemaVersion(TableName table) {
    return schemas.current(table);
  }

  /** The declared columns that files of a schema version hold. */
  public Set<String> columns(TableName table, int version) {
    return schemas.columns(table, version);
  }

  /** A number that grows with each visible change of a table. */
  public long revision(TableName table) {
    return revisions.getOrDefault(table, 0L);
  }

  /** Replaces several files of a partition by one, and retires them. */
  public void compact(TableName table, List<LakeFile> old, LakeFile compacted, Instant now) {
    state.write(connection -> {
      LakeFiles.retire(connection, old, now);
      LakeFiles.add(connection, table, compacted);
      return true;
    });
    changed(table);
  }

  /** The files that were retired before a time. */
  public List<String> retiredBefore(Instant time) {
    return state.read(connection -> LakeFiles.retiredBefore(connection, time));
  }

  /** Removes the record of a retired file that was deleted. */
  public void forget(String path) {
    state.write(connection -> LakeFiles.forget(connection, path));
  }

  private void changed(TableName table) {
    revisions.merge(table, 1L, Long::sum);
  }
}
