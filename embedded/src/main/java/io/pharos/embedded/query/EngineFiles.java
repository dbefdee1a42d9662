package io.pharos.embedded.query;

import io.pharos.core.definition.Column;
import io.pharos.embedded.files.PathPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files in the engine's SQL: exactly these files, whatever their path. The engine would otherwise
 * read a path as a pattern, and take columns from folders named {@code name=value}.
 */
public final class EngineFiles {
  /** The column that {@link #parquetWithPath} adds; no table can have a column of this name. */
  static final String PATH = "#path";

  private EngineFiles() {}

  /** The files of a folder with this ending; none if there is no such folder. */
  static List<Path> in(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new EngineFailure(folder + " cannot be listed", e);
    }
  }

  /** A {@code read_parquet} call. */
  public static String parquet(Collection<Path> files) {
    return parquet(files, "");
  }

  /** A {@code read_parquet} call that matches the columns of the files by name. */
  static String parquetByName(Collection<Path> files) {
    return parquet(files, ", union_by_name = true");
  }

  /** A {@code read_parquet} call that adds the path of each row's file. */
  static String parquetWithPath(Collection<Path> files) {
    return parquet(files, ", filename = " + DuckDb.text(PATH));
  }

  private static String parquet(Collection<Path> files, String options) {
    return "read_parquet(" + list(files) + ", hive_partitioning = false" + options + ")";
  }

  /** A {@code read_json} call for files of lines with these columns. */
  public static String json(Collection<Path> files, List<Column> columns) {
    return columns.stream()
        .map(column ->
            DuckDb.identifier(column.name()) + ": " + DuckDb.text(DuckDbTypes.type(column.type())))
        .collect(
            Collectors.joining(
                ", ",
                "read_json("
                    + list(files)
                    + ", hive_partitioning = false, format = 'newline_delimited',"
                    + " auto_detect = false, columns = {",
                "})"));
  }

  private static String list(Collection<Path> files) {
    return files.stream()
        .map(file -> DuckDb.text(PathPattern.of(file.toAbsolutePath().toString())))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
