package io.pharos.embedded.lake;

import io.pharos.embedded.query.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes the rows of a DuckDB query as one Parquet file, compressed with zstd. */
final class ParquetWriter {
  /** How DuckDB's messages begin where the rows are not at fault. */
  private static final List<String> TROUBLE =
      List.of(
          "IO Error",
          "Out of Memory Error",
          "Permission Error",
          "Connection Error",
          "INTERRUPT Error",
          "INTERNAL Error",
          "FATAL Error");

  private final DuckDb engine;

  ParquetWriter(DuckDb engine) {
    this.engine = engine;
  }

  /**
   * Writes the file, over one of the same name.
   *
   * @return how many rows it holds
   */
  long write(String select, Path target) throws SQLException {
    String copy =
        "COPY ("
            + select
            + ") TO "
            + DuckDb.text(target.toString())
            + " (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)";
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(copy);
    }
  }

  /** Whether the rows are at fault, and not the disk, the memory or the engine itself. */
  static boolean refusesRows(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return TROUBLE.stream().noneMatch(message::startsWith);
  }
}
