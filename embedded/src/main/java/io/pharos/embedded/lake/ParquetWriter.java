package io.pharos.embedded.lake;

import io.pharos.embedded.query.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Writes the rows of a DuckDB query as one Parquet file, compressed with zstd. */
final class ParquetWriter {
  /** The beginnings of DuckDB's messages about errors that are not caused by the rows. */
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
   * Writes the file, and overwrites one of the same name.
   *
   * @return its number of rows
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

  /** Whether the rows caused the error, and not the disk, the memory or the engine itself. */
  static boolean refusesRows(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return TROUBLE.stream().noneMatch(message::startsWith);
  }
}
