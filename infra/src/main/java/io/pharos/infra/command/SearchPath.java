package io.pharos.infra.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The folders of programs, {@code PATH}. */
public final class SearchPath {
  private final List<String> folders;

  private SearchPath(List<String> folders) {
    this.folders = folders;
  }

  /** The search path of an environment. */
  public static SearchPath of(Map<String, String> environment) {
    return new SearchPath(
        List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)));
  }

  /** Finds an executable program. */
  public Optional<Path> find(String program) {
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
