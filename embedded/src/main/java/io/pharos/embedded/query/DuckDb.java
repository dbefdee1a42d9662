package io.pharos.embedded.query;

import io.pharos.embedded.files.PathPattern;
import io.pharos.sql.DuckDbMacros;
import io.pharos.sql.DuckDbSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/**
 * The DuckDB instance of a data folder. It stores nothing: the lake's files are its tables. It can
 * neither read nor write outside the data folder, and its settings are locked. Safe for many
 * threads; each takes its own connection.
 */
public final class DuckDb implements AutoCloseable {
  private final DuckDBConnection root;

  private DuckDb(DuckDBConnection root) {
    this.root = root;
  }

  /**
   * Opens the engine.
   *
   * @param data the data folder
   * @param memoryBytes its most memory, beside the heap
   */
  public static DuckDb open(Path data, long memoryBytes) {
    return open(data, data.resolve("tmp"), memoryBytes);
  }

  /**
   * Opens the engine over a data folder.
   *
   * @param scratch for spilling
   */
  public static DuckDb open(Path data, Path scratch, long memoryBytes) {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("preserve_insertion_order", "false");
    settings.setProperty("memory_limit", memoryBytes / 1024 + "KiB");
    settings.setProperty("temp_directory", scratch.toAbsolutePath().toString());
    try {
      DuckDBConnection root =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
      DuckDb engine = new DuckDb(root);
      engine.execute("SET allowed_directories = " + allowed(data.toAbsolutePath().normalize()));
      for (String statement : DuckDbSession.statements()) {
        engine.execute(statement.replaceFirst("^SET ", "SET GLOBAL ")); // of every connection
      }
      JavaFunctions.register(root);
      engine.execute(DuckDbMacros.text());
      engine.execute("SET enable_external_access = false");
      engine.execute("SET lock_configuration = true");
      return engine;
    } catch (SQLException e) {
      throw new EngineFailure("DuckDB does not start: " + e.getMessage(), e);
    }
  }

  /** A new connection; close it. */
  public Connection connect() {
    try {
      return root.duplicate();
    } catch (SQLException e) {
      throw new EngineFailure("DuckDB gives no connection: " + e.getMessage(), e);
    }
  }

  /** The folder, also as a pattern that matches exactly it. */
  private static String allowed(Path data) {
    String folder = data + "/";
    return "[" + text(folder) + ", " + text(PathPattern.of(folder)) + "]";
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A text literal. */
  public static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** A quoted identifier. */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      throw new EngineFailure("DuckDB does not close: " + e.getMessage(), e);
    }
  }
}
