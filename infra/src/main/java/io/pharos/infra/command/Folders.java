package io.pharos.infra.command;

import io.pharos.client.command.Failure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output folders of a command, checked before its work, which may take minutes. */
public final class Folders {
  private Folders() {}

  /**
   * Checks that a folder can be written to, or made. It makes none, so that a failed command leaves
   * nothing.
   *
   * @param option that sets another folder
   * @throws IOException with the reason
   */
  public static void check(Path folder, String option) throws IOException {
    List<Path> missing = missing(folder);
    try {
      Files.createDirectories(folder);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "the folder %s cannot be made there; name another with %s".formatted(folder, option), e);
    } catch (FileSystemException e) {
      throw new IOException(
          "the folder %s cannot be made (%s); name another with %s"
              .formatted(folder, Failure.reason(e), option),
          e);
    } finally {
      remove(missing);
    }
    if (missing.isEmpty() && !Files.isWritable(folder)) {
      throw new IOException(
          "the folder %s cannot be written to; name another with %s".formatted(folder, option));
    }
  }

  /** The missing folders of a path, the deepest first. */
  private static List<Path> missing(Path folder) {
    List<Path> missing = new ArrayList<>();
    for (@Nullable Path at = folder.toAbsolutePath().normalize();
        at != null && !Files.exists(at);
        at = at.getParent()) {
      missing.add(at);
    }
    return missing;
  }

  private static void remove(List<Path> folders) {
    for (Path folder : folders) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException inUse) {
        return; // by another process, which has put something into it
      }
    }
  }
}
