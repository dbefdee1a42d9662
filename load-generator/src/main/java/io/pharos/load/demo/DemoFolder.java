package io.pharos.load.demo;

import io.pharos.load.run.RunFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo's warehouse keeps its data and its log; deleted at the end unless it was named.
 */
final class DemoFolder implements AutoCloseable {
  private static final int TAIL = 12;

  private final Path root;
  private final boolean kept;

  private DemoFolder(Path root, boolean kept) {
    this.root = root;
    this.kept = kept;
  }

  /** Takes the folder to keep, which must be new or empty, or makes a temporary one. */
  static DemoFolder open(Optional<Path> keep) throws RunFailed {
    try {
      if (keep.isEmpty()) {
        return new DemoFolder(Files.createTempDirectory("pharos-demo-"), false);
      }
      Path root = Files.createDirectories(keep.get().toAbsolutePath().normalize());
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(root)) {
        if (entries.iterator().hasNext()) {
          throw new RunFailed("the folder " + root + " is not empty: name a new one with --keep");
        }
      }
      return new DemoFolder(root, true);
    } catch (IOException e) {
      throw new RunFailed("no folder for the demo's data could be made: " + e, e);
    }
  }

  boolean kept() {
    return kept;
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("warehouse.log");
  }

  /** The last lines that the warehouse wrote. */
  String logTail() {
    try {
      List<String> lines = Files.readAllLines(log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    } catch (IOException e) {
      return "(its log could not be read: " + e + ")";
    }
  }

  @Override
  public void close() throws RunFailed {
    if (kept) {
      return;
    }
    try {
      Files.walkFileTree(root, new Deletion());
    } catch (IOException e) {
      throw new RunFailed("the folder " + root + " could not be deleted: " + e, e);
    }
  }

  /** Deletes a tree from its leaves. */
  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
