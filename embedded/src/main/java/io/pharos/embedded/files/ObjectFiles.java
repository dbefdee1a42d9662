package io.pharos.embedded.files;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Walks over the files that are objects: no side files, and no targets of symbolic links. */
final class ObjectFiles extends SimpleFileVisitor<Path> {
  private final Visit visit;

  /** Visits one file. */
  interface Visit {
    FileVisitResult at(Path file, BasicFileAttributes attributes) throws IOException;
  }

  private ObjectFiles(Visit visit) {
    this.visit = visit;
  }

  static void walk(Path folder, Visit visit) throws IOException {
    if (Files.isDirectory(folder)) {
      Files.walkFileTree(folder, new ObjectFiles(visit));
    }
  }

  /** The folders directly in a folder, without symbolic links; none if it is not a folder. */
  static List<Path> foldersIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (NoSuchFileException deletedWhileWeLook) {
      return List.of();
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    return attributes.isRegularFile() && !ObjectKeys.isSide(file)
        ? visit.at(file, attributes)
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE; // deleted while we look
    }
    throw failure;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
      throws IOException {
    if (failure != null && !(failure instanceof NoSuchFileException)) {
      throw failure;
    }
    return FileVisitResult.CONTINUE;
  }
}
