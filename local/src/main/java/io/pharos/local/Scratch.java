package io.pharos.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for files of this process, removed when it is closed. */
final class Scratch implements AutoCloseable {
  private final Path path;

  Scratch() {
    try {
      path = Files.createTempDirectory("pharos-");
    } catch (IOException e) {
      throw new UncheckedIOException("a folder for temporary files cannot be made", e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
