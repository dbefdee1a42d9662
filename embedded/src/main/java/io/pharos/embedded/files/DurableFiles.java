package io.pharos.embedded.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Making files and their names survive a power cut. */
public final class DurableFiles {
  private DurableFiles() {}

  /** Makes the names in a folder durable. */
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes a file's content durable, then gives it its final name, then makes that durable. */
  public static void publish(Path written, Path finalName) throws IOException {
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Path folder = finalName.toAbsolutePath().getParent();
    if (folder != null) {
      create(folder);
    }
    Files.move(
        written, finalName, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (folder != null) {
      sync(folder);
    }
  }

  /** Creates a folder and those above it, each durable. */
  public static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null) {
      create(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (java.nio.file.FileAlreadyExistsException somebodyElseDid) {
      if (!Files.isDirectory(folder)) {
        throw somebodyElseDid;
      }
    }
    if (parent != null) {
      sync(parent);
    }
  }
}
