package io.pharos.embedded.lake;

import io.pharos.embedded.query.DuckDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes the rows of a DuckDB query as one Parquet file, compressed with zstd. */
final class ParquetWriter {
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
            + " (FORMAT parquet, COMPRESSION zstd)";
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(copy);
    }
  }
}
