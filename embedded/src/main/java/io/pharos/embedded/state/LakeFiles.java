package io.pharos.embedded.state;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows about files of the lake, and those about retired ones. */
final class LakeFiles {
  private LakeFiles() {}

  /** The files of a partition's folder. */
  static List<LakeFile> written(Path data, Partition partition, int schemaVersion) {
    Path folder = data.resolve(partition.location());
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<LakeFile> written = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".parquet")).toList()) {
        String path = partition.location() + file.getFileName();
        written.add(new LakeFile(path, partition.value(), Files.size(file), schemaVersion));
      }
    } catch (IOException e) {
      throw new StateFailure(folder + " cannot be listed: " + e.getMessage(), e);
    }
    return written;
  }

  static void add(Connection connection, TableName table, LakeFile file) throws SQLException {
    Sql.run(
        connection,
        SqlFile.text("files/add"),
        file.path(),
        table.toString(),
        file.partitionValue(),
        file.bytes(),
        file.schemaVersion());
  }

  /** Puts files in the place of all of a partition's. */
  static void replace(
      Connection connection, TableName table, Partition partition, List<LakeFile> files)
      throws SQLException {
    Sql.run(
        connection, SqlFile.text("files/remove_partition"), table.toString(), partition.value());
    for (LakeFile file : files) {
      add(connection, table, file);
    }
  }

  static void retire(Connection connection, List<LakeFile> files, Instant now) throws SQLException {
    for (LakeFile file : files) {
      Sql.run(connection, SqlFile.text("files/remove"), file.path());
      Sql.run(connection, SqlFile.text("files/retire"), file.path(), now.toEpochMilli());
    }
  }

  static List<LakeFile> visible(Connection connection, TableName table) throws SQLException {
    return Sql.list(
        connection,
        row -> new LakeFile(row.getString(1), row.getString(2), row.getLong(3), row.getInt(4)),
        SqlFile.text("files/visible"),
        table.toString());
  }

  static SortedMap<String, Long> counts(Connection connection) throws SQLException {
    SortedMap<String, Long> counts = new TreeMap<>();
    Sql.list(
        connection,
        row -> counts.put(row.getString(1), row.getLong(2)),
        SqlFile.text("files/count"));
    return counts;
  }

  static List<String> retiredBefore(Connection connection, Instant time) throws SQLException {
    return Sql.list(
        connection,
        row -> row.getString(1),
        SqlFile.text("files/retired_before"),
        time.toEpochMilli());
  }

  static int forget(Connection connection, String path) throws SQLException {
    return Sql.run(connection, SqlFile.text("files/forget"), path);
  }
}
