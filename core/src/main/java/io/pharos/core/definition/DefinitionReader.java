package io.pharos.core.definition;

import io.pharos.core.shape.InvalidFiles;
import io.pharos.core.shape.ProblemLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads {@code tables/<database>/<table>.yaml}, {@code tables/<database>/_database.yaml} and {@code
 * curations/<database>/<name>.yaml} with the {@code .sql} beside it. One reading finds all problems
 * of all files.
 */
public final class DefinitionReader {
  private DefinitionReader() {}

  /**
   * Reads two folders. Problems name files from the folder on: {@code tables/advertising/..}.
   *
   * @param curations the folder of curations; it may be missing
   * @throws InvalidFiles with all problems of all files
   */
  public static Definitions read(Path tables, Path curations) {
    ProblemLog log = ProblemLog.empty();
    String tablesLabel = FolderText.name(tables);
    String curationsLabel = FolderText.name(curations);
    if (!Files.isDirectory(tables)) {
      log.file(tablesLabel)
          .add("there is no such folder; make it, with a folder for each database in it");
      throw new InvalidFiles(log.all());
    }
    if (!Files.isDirectory(curations) && !curations.equals(tables.resolveSibling("curations"))) {
      log.file(curationsLabel).add("there is no such folder; make it, or name another");
    }
    Map<String, String> tableTexts = new FolderText(tablesLabel, Set.of(".yaml"), log).read(tables);
    Map<String, String> curationTexts =
        Files.isDirectory(curations)
            ? new FolderText(curationsLabel, Set.of(".yaml", ".sql"), log).read(curations)
            : Map.of();
    return read(tablesLabel, tableTexts, curationsLabel, curationTexts, log);
  }

  /**
   * Reads texts instead of files.
   *
   * @param tables by {@code <database>/<table>.yaml}
   * @param curations by {@code <database>/<name>.yaml} and {@code .sql}
   */
  public static Definitions read(Map<String, String> tables, Map<String, String> curations) {
    return read(
        "tables", new TreeMap<>(tables), "curations", new TreeMap<>(curations), ProblemLog.empty());
  }

  private static Definitions read(
      String tablesLabel,
      Map<String, String> tableTexts,
      String curationsLabel,
      Map<String, String> curationTexts,
      ProblemLog log) {
    TableFiles tables = new TableFiles(tablesLabel, tableTexts, log);
    KnownTables known = tables.tables();
    Definitions definitions =
        new Definitions(
            tables.databases(known),
            tables.definitions(known),
            new CurationFiles(curationsLabel, curationTexts, known, log).curations());
    if (!log.all().isEmpty()) {
      throw new InvalidFiles(log.all());
    }
    return definitions;
  }
}
