package io.pharos.embedded.state;

import io.pharos.core.catalog.Catalog;
import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.definition.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

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
    List<LakeFile> files = written(table, partition);
    state.write(connection -> {
      Sql.run(
          connection,
          SqlFile.text("partitions/switch_to"),
          table.toString(),
          partition.value(),
          partition.location());
      Sql.run(
          connection, SqlFile.text("files/remove_partition"), table.toString(), partition.value());
      for (LakeFile file : files) {
        insert(connection, table, file);
      }
      return true;
    });
    changed(table);
  }

  private List<LakeFile> written(TableName table, Partition partition) {
    Path folder = data.resolve(partition.location());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<LakeFile> written = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".parquet")).toList()) {
        written.add(
            new LakeFile(
                partition.location() + file.getFileName(),
                partition.value(),
                Files.size(file),
                schemas.current(table)));
      }
    } catch (IOException e) {
      throw new StateFailure(folder + " cannot be listed: " + e.getMessage(), e);
    }
    return written;
  }

  private static void insert(Connection connection, TableName table, LakeFile file)
      throws SQLException {
    Sql.run(
        connection,
        SqlFile.text("files/add"),
        file.path(),
        table.toString(),
        file.partitionValue(),
        file.bytes(),
        file.schemaVersion());
  }

  /** Whether a segment is in the lake already. */
  public boolean filed(TableName table, String segment) {
    return state.read(connection ->
        !Sql.list(connection, row -> true, SqlFile.text("segments/find"), table.toString(), segment)
            .isEmpty());
  }

  /** Makes a segment's file, its partition and its counts visible in one transaction. */
  public void fileSegment(FiledSegment filed) {
    state.write(connection -> {
      int isNew =
          Sql.run(
              connection,
              SqlFile.text("segments/add"),
              filed.table().toString(),
              filed.segment(),
              filed.filedAt().toEpochMilli());
      if (isNew == 0) {
        return false;
      }
      register(connection, filed.table(), filed.partition());
      if (filed.file().isPresent()) {
        insert(connection, filed.table(), filed.file().get());
      }
      for (Map.Entry<Long, Long> minute : filed.minutes().entrySet()) {
        Sql.run(
            connection,
            SqlFile.text("segments/add_minute"),
            filed.table().toString(),
            minute.getKey(),
            filed.segment(),
            minute.getValue());
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
    SortedMap<Long, Long> counts = new TreeMap<>();
    state.read(connection ->
        Sql.list(
            connection,
            row -> {
              if (!without.contains(row.getString(2))) {
                counts.merge(row.getLong(1), row.getLong(3), Long::sum);
              }
              return true;
            },
            SqlFile.text("segments/minutes"),
            table.toString(),
            fromMinute,
            toMinute));
    return counts;
  }

  /** The files that SQL reads: those in registered partitions. */
  public List<LakeFile> files(TableName table) {
    return state.read(connection ->
        Sql.list(
            connection,
            row -> new LakeFile(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)),
            SqlFile.text("files/visible"),
            table.toString()));
  }

  /** The number of files of each table, defined or not, by its name. */
  public SortedMap<String, Long> fileCounts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    state.read(connection ->
        Sql.list(
            connection,
            row -> counts.put(row.getString(1), row.getLong(2)),
            SqlFile.text("files/count")));
    return counts;
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
      for (LakeFile file : old) {
        Sql.run(connection, SqlFile.text("files/remove"), file.path());
        Sql.run(connection, SqlFile.text("files/retire"), file.path(), now.toEpochMilli());
      }
      insert(connection, table, compacted);
      return true;
    });
    changed(table);
  }

  /** The files that were retired before a time. */
  public List<String> retiredBefore(Instant time) {
    return state.read(connection ->
        Sql.list(
            connection,
            row -> row.getString(1),
            SqlFile.text("files/retired_before"),
            time.toEpochMilli()));
  }

  /** Removes the record of a retired file that was deleted. */
  public void forget(String path) {
    state.write(connection -> Sql.run(connection, SqlFile.text("files/forget"), path));
  }

  private void changed(TableName table) {
    revisions.merge(table, 1L, Long::sum);
  }
}
