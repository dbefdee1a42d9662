package io.pharos.embedded.query;

import io.pharos.core.definition.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files as the engine is told of them: exactly those, whatever their path looks like. It would read
 * a path as a pattern of many, and columns out of folders that are called {@code name=value}.
 */
public final class EngineFiles {
  /** The column that {@link #parquetWithPath} adds; no column of a table has such a name. */
  static final String PATH = "#path";

  private static final String PATTERN_SIGNS = "*?[";

  private EngineFiles() {}

  /** A path as the pattern that it alone matches. */
  static String pattern(String path) {
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (PATTERN_SIGNS.indexOf(c) < 0) {
        pattern.append(c);
      } else {
        pattern.append('[').append(c).append(']');
      }
    }
    return pattern.toString();
  }

  /** Whether no pattern stands for a path alone: a backslash in one is the end of a folder. */
  public static boolean nameless(String path) {
    return path.indexOf('\\') >= 0 && !pattern(path).equals(path);
  }

  /** The files of a folder that have this ending; none where there is no such folder. */
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

  /** The same for files whose columns differ, by their names. */
  static String parquetByName(Collection<Path> files) {
    return parquet(files, ", union_by_name = true");
  }

  /** The same with the path of each row's file. */
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
        .map(file -> DuckDb.text(pattern(file.toAbsolutePath().toString())))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
