package io.pharos.embedded.lake;

import io.pharos.core.catalog.Partition;
import io.pharos.core.definition.Column;
import io.pharos.core.definition.TableDefinition;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.embedded.files.DurableFiles;
import io.pharos.embedded.query.DuckDb;
import io.pharos.embedded.query.DuckDbTypes;
import io.pharos.embedded.query.EngineFiles;
import io.pharos.embedded.state.FiledSegment;
import io.pharos.embedded.state.LakeFile;
import io.pharos.embedded.state.SqliteCatalog;
import io.pharos.embedded.stream.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Files one closed segment: writes a Parquet file named after it, then makes the file visible in
 * one transaction. Each step is idempotent, so an interrupted filing is simply repeated.
 */
final class SegmentFiling {
  private final Path data;
  private final DuckDb engine;
  private final SqliteCatalog catalog;
  private final Quarantine quarantine;
  private final Clock clock;

  SegmentFiling(
      Path data, DuckDb engine, SqliteCatalog catalog, Quarantine quarantine, Clock clock) {
    this.data = data;
    this.engine = engine;
    this.catalog = catalog;
    this.quarantine = quarantine;
    this.clock = clock;
  }

  void file(TableDefinition table, Segment segment) throws IOException, SQLException {
    String name = segment.name().text();
    if (catalog.filed(table.name(), name)) {
      return;
    }
    String folder = LakeLayout.lake(table.name()) + segment.name().partitionValue() + "/";
    Optional<LakeFile> file = convert(table, segment, folder);
    catalog.fileSegment(
        new FiledSegment(
            table.name(),
            name,
            new Partition(segment.name().partitionValue(), folder),
            clock.instant(),
            file,
            segment.minutes()));
  }

  private Optional<LakeFile> convert(TableDefinition table, Segment segment, String folder)
      throws IOException, SQLException {
    String name = segment.name().text();
    Path scratch = data.resolve("tmp").resolve(name + ".parquet");
    long rows = tryWhole(table, segment, scratch);
    if (rows != segment.events()) {
      rows = withoutRefused(table, segment, scratch);
    }
    if (rows == 0) {
      Files.deleteIfExists(scratch);
      return Optional.empty();
    }
    Path target = data.resolve(folder).resolve(name + ".parquet");
    DurableFiles.publish(scratch, target);
    return Optional.of(
        new LakeFile(
            folder + name + ".parquet",
            segment.name().partitionValue(),
            Files.size(target),
            catalog.schemaVersion(table.name())));
  }

  /** Converts the whole segment; -1 if the engine refuses it. */
  private long tryWhole(TableDefinition table, Segment segment, Path scratch)
      throws IOException, SQLException {
    if (Files.size(segment.file()) != segment.length()) {
      return -1; // a tail that could not be cut
    }
    try {
      return write(table, segment.file(), scratch);
    } catch (SQLException e) {
      if (!ParquetWriter.refusesRows(e)) {
        throw e;
      }
      return -1;
    }
  }

  private long write(TableDefinition table, Path lines, Path target) throws SQLException {
    return new ParquetWriter(engine).write(select(table, lines), target);
  }

  private static String select(TableDefinition table, Path lines) {
    List<Column> columns = DuckDbTypes.stored(table);
    return columns.stream()
        .map(column -> DuckDb.identifier(column.name()))
        .collect(
            Collectors.joining(
                ", ", "SELECT ", " FROM " + EngineFiles.json(List.of(lines), columns)));
  }

  /** Puts the refused lines into quarantine and converts the rest. */
  private long withoutRefused(TableDefinition table, Segment segment, Path scratch)
      throws IOException, SQLException {
    Path tried = data.resolve("tmp").resolve(segment.name() + ".tried.jsonl");
    Path good = data.resolve("tmp").resolve(segment.name() + ".good.jsonl");
    try {
      List<LinePicker.RefusedLine> refused =
          new LinePicker(lines -> refusal(table, lines, scratch))
              .split(segment.file(), segment.length(), tried, good);
      if (!refused.isEmpty()) {
        keep(table, segment, refused);
      }
      return Files.size(good) == 0 ? 0 : write(table, good, scratch);
    } finally {
      Files.deleteIfExists(tried);
      Files.deleteIfExists(good);
    }
  }

  private String refusal(TableDefinition table, Path lines, Path scratch) throws IOException {
    try {
      write(table, lines, scratch);
      return "";
    } catch (SQLException e) {
      if (!ParquetWriter.refusesRows(e)) {
        throw new IOException(e.getMessage(), e); // a full disk refuses every line
      }
      String message = String.valueOf(e.getMessage());
      return message.isEmpty() ? "the engine refuses it" : message;
    }
  }

  private void keep(TableDefinition table, Segment segment, List<LinePicker.RefusedLine> refused) {
    List<RefusedEvent> events =
        refused.stream()
            .map(line ->
                new RefusedEvent(
                    idOf(segment, line.index()),
                    clock.instant(),
                    "ConversionFailed",
                    line.reason(),
                    line.event()))
            .toList();
    quarantine.keep(table.name(), events).toCompletableFuture().join();
  }

  /** The id of a refused line: the same for the same line of a segment at each attempt. */
  private static String idOf(Segment segment, int index) {
    return UUID.nameUUIDFromBytes((segment.name() + "#" + index).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
