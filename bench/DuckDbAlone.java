import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The reference of the lake writer: DuckDB itself, the same library in a process of its own with the
 * settings that Pharos gives it, writes all lines as one Parquet file. Once to warm up, then once for
 * the clock. It syncs nothing and archives nothing.
 *
 * <p>Arguments: scratch folder, memory limit in MB, files. Prints rows and seconds.
 */
final class DuckDbAlone {
  private DuckDbAlone() {}

  public static void main(String... arguments) throws Exception {
    Path scratch = Path.of(arguments[0]);
    Properties settings = new Properties();
    settings.setProperty("preserve_insertion_order", "false");
    settings.setProperty("memory_limit", arguments[1] + "MiB");
    settings.setProperty("temp_directory", scratch.toString());
    String files =
        Arrays.stream(arguments)
            .skip(2)
            .map(file -> "'" + file.replace("'", "''") + "'")
            .collect(Collectors.joining(", ", "[", "]"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings)) {
      Path target = scratch.resolve("alone.parquet");
      copy(connection, files, target);
      Files.delete(target);
      long start = System.nanoTime();
      long rows = copy(connection, files, target);
      System.out.printf("%d %.6f%n", rows, (System.nanoTime() - start) / 1e9);
      Files.delete(target);
    }
  }

  private static long copy(Connection connection, String files, Path target) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeLargeUpdate(
          """
          COPY (
            SELECT impression_id, ad_id, occurred_at, received_at
            FROM read_json(%s, format = 'newline_delimited', auto_detect = false, columns = {
              impression_id: 'VARCHAR', ad_id: 'VARCHAR',
              occurred_at: 'TIMESTAMP', received_at: 'TIMESTAMP'})
          ) TO '%s' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"""
              .formatted(files, target.toString().replace("'", "''")));
    }
  }
}
