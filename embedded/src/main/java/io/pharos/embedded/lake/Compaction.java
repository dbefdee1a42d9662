package io.pharos.embedded.lake;

import io.pharos.core.definition.TableDefinition;
import io.pharos.core.lake.LakeLayout;
import io.pharos.embedded.files.DurableFiles;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.EngineFiles;
import io.pharos.embedded.state.LakeFile;
import io.pharos.embedded.state.SqliteCatalog;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Replaces the many small files of a closed hour by one. Readers see the old files or the new one.
 * The old ones are deleted once the queries that may read them have ended.
 */
public final class Compaction {
  /** Fewer small files than this are left alone. */
  static final int LEAST_FILES = 4;

  /** Files of this size are not compacted. */
  static final long SMALL_BYTES = 32L * 1024 * 1024;

  /** The approximate greatest size of a compacted file. */
  static final long TARGET_BYTES = 128L * 1024 * 1024;

  /** How long after its end an hour may still get files of waiting segments. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  /** How long replaced files are kept: longer than any query. */
  private static final Duration RETIREMENT = Duration.ofHours(1);

  private static final Logger LOG = System.getLogger(Compaction.class.getName());

  private final Path data;
  private final DuckDb engine;
  private final SqliteCatalog catalog;
  private final Clock clock;

  public Compaction(Path data, DuckDb engine, SqliteCatalog catalog, Clock clock) {
    this.data = data;
    this.engine = engine;
    this.catalog = catalog;
    this.clock = clock;
  }

  /**
   * Compacts the closed hours of a streaming table.
   *
   * @return the number of replaced files
   */
  public int compact(TableDefinition table) {
    String open = LakeLayout.hour(clock.instant().minus(SETTLED));
    Map<String, List<LakeFile>> groups = new TreeMap<>();
    for (LakeFile file : catalog.files(table.name())) {
      if (file.partitionValue().compareTo(open) < 0 && file.bytes() < SMALL_BYTES) {
        groups
            .computeIfAbsent(
                file.partitionValue() + "#" + file.schemaVersion(), key -> new ArrayList<>())
            .add(file);
      }
    }
    int replaced = 0;
    for (List<LakeFile> group : groups.values()) {
      List<LakeFile> files = upToTarget(group);
      if (files.size() >= LEAST_FILES && replace(table, files)) {
        replaced += files.size();
      }
    }
    return replaced;
  }

  private static List<LakeFile> upToTarget(List<LakeFile> files) {
    List<LakeFile> chosen = new ArrayList<>();
    long bytes = 0;
    for (LakeFile file : files) {
      bytes += file.bytes();
      if (bytes > TARGET_BYTES) {
        break;
      }
      chosen.add(file);
    }
    return chosen;
  }

  private boolean replace(TableDefinition table, List<LakeFile> files) {
    List<Path> small = files.stream().map(file -> data.resolve(file.path())).toList();
    String name = name(files);
    LakeFile first = files.getFirst();
    Path scratch = data.resolve("tmp").resolve(name);
    String path = first.path().substring(0, first.path().lastIndexOf('/') + 1) + name;
    try {
      new ParquetWriter(engine).write("SELECT * FROM " + EngineFiles.parquet(small), scratch);
      DurableFiles.publish(scratch, data.resolve(path));
      catalog.compact(
          table.name(),
          files,
          new LakeFile(
              path, first.partitionValue(), Files.size(data.resolve(path)), first.schemaVersion()),
          clock.instant());
      return true;
    } catch (IOException | SQLException e) {
      LOG.log(Level.WARNING, "hour " + first.partitionValue() + " is not compacted yet: " + e, e);
      return false;
    }
  }

  /** The same files give the same name, so that a file that a crash left behind is overwritten. */
  private static String name(List<LakeFile> files) {
    String all = files.stream().map(LakeFile::path).collect(Collectors.joining("\n"));
    return "compacted-" + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)) + ".parquet";
  }

  /** Deletes the replaced files whose time is over. */
  public int deleteRetired() {
    Instant before = clock.instant().minus(RETIREMENT);
    int deleted = 0;
    for (String path : catalog.retiredBefore(before)) {
      try {
        Files.deleteIfExists(data.resolve(path));
        catalog.forget(path);
        deleted++;
      } catch (IOException e) {
        LOG.log(Level.WARNING, path + " is not deleted yet: " + e, e);
      }
    }
    return deleted;
  }
}
