package io.pharos.embedded.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.Column;
import io.pharos.core.definition.ColumnType.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine reads the files that it is told, under paths that it would make something of. */
class EngineFilesTest {
  private static final List<Column> COLUMNS =
      List.of(Column.optional("env", Scalar.STRING), Column.optional("filename", Scalar.STRING));

  @TempDir private Path folder;

  /** What each of the patterns below would match too, were it read as one. */
  @BeforeEach
  void writeDecoys() throws IOException, SQLException {
    for (String name : List.of("1", "axb", "a1b", "a", "b", "x", "?")) {
      write(name, "a decoy");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "env=prod",
        "day=2026-01-01",
        "[1]",
        "a[1]b",
        "[!y]",
        "[",
        "]",
        "a*b",
        "**",
        "a?b",
        "{a,b}",
        "it's",
        "say \"x\"",
        "a\\b",
        "%5B1%5D",
        "a b",
        "~",
        "$HOME",
        "ü",
        "two\nlines",
        "x=[1]*?{a,b}'\""
      })
  void aFileIsReadByItsPathAlone(String name) throws IOException, SQLException {
    Path data = write(name, "mine");

    try (DuckDb engine = DuckDb.open(data, 128L << 20)) {
      String columns = "SELECT \"env\", \"filename\" FROM ";
      List<Path> parquet = List.of(data.resolve("f.parquet"));
      assertThat(rows(engine, columns + EngineFiles.parquet(parquet))).containsExactly("mine,mine");
      assertThat(rows(engine, columns + EngineFiles.parquetByName(parquet)))
          .containsExactly("mine,mine");
      assertThat(rows(engine, columns + EngineFiles.json(List.of(data.resolve("f.json")), COLUMNS)))
          .containsExactly("mine,mine");
      assertThat(
              rows(
                  engine, "SELECT \"env\", \"#path\" FROM " + EngineFiles.parquetWithPath(parquet)))
          .containsExactly("mine," + parquet.getFirst());
      assertThat(rows(engine, "SELECT * FROM " + EngineFiles.parquet(parquet)))
          .as("no column but those of the file")
          .containsExactly("mine,mine");
    }
  }

  /** A data folder with a file of each kind. */
  private Path write(String name, String value) throws IOException, SQLException {
    Path data = Files.createDirectories(folder.resolve(name).resolve("data"));
    Files.createDirectories(data.resolve("tmp"));
    Files.writeString(
        data.resolve("f.json"), "{\"env\":\"%1$s\",\"filename\":\"%1$s\"}\n".formatted(value));
    try (DuckDb engine = DuckDb.open(data, 128L << 20);
        Connection connection = engine.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT '%1$s' AS env, '%1$s' AS filename) TO ".formatted(value)
              + DuckDb.text(data.resolve("f.parquet").toString())
              + " (FORMAT parquet)");
    }
    return data;
  }

  private static List<String> rows(DuckDb engine, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = engine.connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(",", row));
      }
    }
    return rows;
  }
}
