package io.pharos.core.definition;

import io.pharos.core.shape.ProblemLog;
import io.pharos.core.shape.TextFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The definition files of a folder {@code <folder>/<database>/<file>}, as text by their path. */
final class FolderText {
  private final String label;
  private final Set<String> endings;
  private final ProblemLog log;
  private final Map<String, String> texts = new TreeMap<>();

  /**
   * @param label the folder's name in messages
   * @param endings of the files that are read; other files are ignored
   */
  FolderText(String label, Set<String> endings, ProblemLog log) {
    this.label = label;
    this.endings = endings;
    this.log = log;
  }

  /** Texts by {@code <database>/<file>}, in order of their names. */
  Map<String, String> read(Path folder) {
    for (Path database : entries(folder, label)) {
      if (Files.isDirectory(database)) {
        readDatabase(database);
      } else if (isRead(name(database))) {
        log.file(label + "/" + name(database)).add("move the file into the folder of its database");
      }
    }
    return texts;
  }

  private void readDatabase(Path database) {
    for (Path file : entries(database, label + "/" + name(database))) {
      String path = name(database) + "/" + name(file);
      if (Files.isDirectory(file)) {
        log.file(label + "/" + path)
            .add("folders inside a database are not read; move the files up");
      } else if (name(file).endsWith(".yml")) {
        log.file(label + "/" + path).add("rename the file to end in .yaml, or it is not read");
      } else if (isRead(name(file))) {
        readFile(file, path);
      }
    }
  }

  private void readFile(Path file, String path) {
    try {
      texts.put(path, TextFile.read(file));
    } catch (CharacterCodingException e) {
      log.file(label + "/" + path).add("the file is not UTF-8; save it as UTF-8");
    } catch (IOException e) {
      log.file(label + "/" + path).add("the file cannot be read: " + e.getMessage());
    }
  }

  private List<Path> entries(Path folder, String name) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> !name(entry).startsWith(".")).sorted().toList();
    } catch (IOException e) {
      log.file(name).add("the folder cannot be read: " + e.getMessage());
      return List.of();
    }
  }

  private boolean isRead(String file) {
    return endings.stream().anyMatch(file::endsWith);
  }

  static String name(Path path) {
    Path name = path.toAbsolutePath().normalize().getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
