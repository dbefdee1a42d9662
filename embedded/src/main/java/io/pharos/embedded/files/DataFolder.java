package io.pharos.embedded.files;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The folder with all data of a warehouse on one machine. One process holds it at a time. Safe for
 * many threads.
 */
public final class DataFolder implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DataFolder.class.getName());
  static final List<String> FOLDERS =
      List.of("stream", "lake", "raw", "quarantine", "curated", "tmp");

  /** The longest time that a check of the lock holds it. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final int TRIES = 10;

  private final Path path;
  private final FolderLock lock;

  /**
   * The process that holds a data folder.
   *
   * @param url its address; empty if it serves none, as while a single command runs
   */
  public record Holder(long pid, String url) {}

  private DataFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a new or existing data folder, and holds it.
   *
   * @param url the future address of the warehouse
   * @throws DataFolderInUse if another warehouse holds it
   * @throws DataFolderUnusable if it cannot be a data folder
   */
  public static DataFolder open(Path folder, Optional<String> url) {
    try {
      Path path = create(folder);
      FolderLock lock = lock(folder, path);
      try {
        FormatVersion.check(path);
        HolderFile.write(path, new Holder(ProcessHandle.current().pid(), url.orElse("")));
        for (String name : FOLDERS) {
          DurableFiles.create(path.resolve(name));
        }
        clear(path.resolve("tmp"));
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
      return new DataFolder(path, lock);
    } catch (AccessDeniedException e) {
      throw new DataFolderUnusable(
          "data folder "
              + folder
              + " cannot be used: no permission for "
              + e.getFile()
              + "; allow it, or name another with --data",
          e);
    } catch (IOException e) {
      throw new DataFolderUnusable(
          "data folder " + folder + " cannot be used: " + e + "; name another with --data", e);
    }
  }

  /** Its real path, so that all parts of the program use the same names of files. */
  private static Path create(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new DataFolderUnusable(
          "data folder " + folder + " is a file: name a folder with --data");
    }
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      throw new DataFolderUnusable(
          "data folder "
              + folder
              + " cannot be created: there is no folder "
              + parent
              + "; create it, or name another with --data");
    }
    DurableFiles.create(folder);
    Path path = folder.toRealPath();
    if (PathPattern.impossible(path.toString())) {
      throw new DataFolderUnusable(
          "data folder "
              + path
              + " cannot be used: DuckDB cannot name a file whose path has a backslash and one of"
              + " * ? [ in it; name another with --data");
    }
    return path;
  }

  private static FolderLock lock(Path folder, Path path) throws IOException {
    for (int i = 0; i < TRIES; i++) {
      Optional<FolderLock> lock = FolderLock.take(path);
      if (lock.isPresent()) {
        return lock.get();
      }
      pause();
    }
    throw new DataFolderInUse(folder, HolderFile.read(path));
  }

  /** Deletes the unfinished files of a killed process. */
  private static void clear(Path scratch) throws IOException {
    try (Stream<Path> left = Files.walk(scratch)) {
      for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(scratch)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PATIENCE.dividedBy(TRIES).toNanos());
  }

  /** Who holds a folder; empty if nobody does, or there is no such folder. */
  public static Optional<Holder> holder(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      Path path = folder.toRealPath();
      Optional<Holder> holder = Optional.empty();
      for (int i = 0; i < TRIES && holder.isEmpty() && FolderLock.isTaken(path); i++) {
        holder = HolderFile.read(path);
        if (holder.isEmpty()) {
          pause(); // it has the lock and is about to say so
        }
      }
      return holder;
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  /**
   * Opens a folder that a warehouse has made, without writing to it.
   *
   * @throws DataFolderUnusable if it is another folder, or cannot be read
   */
  public static void requireMade(Path folder) {
    try {
      FormatVersion.require(folder);
    } catch (IOException e) {
      throw unreadable(folder, e);
    }
  }

  static DataFolderUnusable unreadable(Path folder, IOException e) {
    return new DataFolderUnusable(
        "data folder " + folder + " cannot be read: " + e + "; allow it, or name another", e);
  }

  public Path path() {
    return path;
  }

  /** Free space of its disk; 0 if the disk does not report it. */
  public long usableBytes() {
    return usableBytes(path);
  }

  static long usableBytes(Path path) {
    try {
      return Files.getFileStore(path).getUsableSpace();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the free space of " + path + " is unknown: " + e, e);
      return 0;
    }
  }

  /** Whether it can be written at present; this tries a write. */
  public boolean writable() {
    try {
      Path probe = Files.createTempFile(path.resolve("tmp"), ".probe-", "");
      try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        channel.force(true);
      } finally {
        Files.delete(probe);
      }
      return true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "data folder " + path + " cannot be written: " + e);
      return false;
    }
  }

  /** Releases the folder. */
  @Override
  public void close() {
    if (!lock.isHeld()) {
      return; // somebody else may hold it by now
    }
    try (lock) {
      HolderFile.delete(path);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "data folder " + path + " is not tidy: " + e, e);
    }
  }
}
