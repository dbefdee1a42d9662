package io.pharos.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk of a few megabytes in memory, as long as it is open. Linux and root only. */
final class SmallDisk implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  /** What it is given out in. */
  private static final int PAGE = 4_096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts one; empty where that is not permitted. */
  static Optional<SmallDisk> mount(Path folder, int megabytes) {
    try {
      Files.createDirectories(folder);
      return ends("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder + "")
          ? Optional.of(new SmallDisk(folder))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // there is no such command
    }
  }

  private static boolean ends(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Fills it until only so much is left. */
  void fillUpTo(long bytesLeft) {
    try (OutputStream out =
        Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      byte[] block = new byte[PAGE];
      while (free() - block.length >= bytesLeft) {
        out.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /** Makes room again. */
  void empty() {
    try {
      Files.deleteIfExists(ballast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  @Override
  public void close() {
    try {
      if (!ends("umount", folder.toString()) && !ends("umount", "-l", folder.toString())) {
        throw new IllegalStateException(folder + " is still mounted");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
