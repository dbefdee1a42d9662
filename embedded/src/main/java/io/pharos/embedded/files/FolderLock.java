package io.pharos.embedded.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lock of one process on a folder. It ends with the process, even by a kill.
 *
 * <p>The lock is on a file. POSIX releases all locks of a process on a file when the process closes
 * any descriptor of it. So the folders that this process holds are remembered, and their files are
 * not opened again.
 */
final class FolderLock implements AutoCloseable {
  private static final String FILE = "LOCK";
  private static final Set<Path> HELD = new HashSet<>();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder its real path
   * @return empty if somebody else has it
   */
  static Optional<FolderLock> take(Path folder) throws IOException {
    synchronized (HELD) {
      Optional<FolderLock> lock = HELD.contains(folder) ? Optional.empty() : lock(folder);
      if (lock.isPresent()) {
        HELD.add(folder);
      }
      return lock;
    }
  }

  private static Optional<FolderLock> lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      locked = channel.tryLock() != null;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? Optional.of(new FolderLock(folder, channel)) : Optional.empty();
  }

  /**
   * Takes the lock shared with other readers. It writes nothing, so it cannot lock a folder that
   * was never locked.
   *
   * @param folder its real path
   * @return empty if somebody has it alone, or there is nothing to lock
   */
  static Optional<FolderLock> share(Path folder) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(folder) || !Files.exists(folder.resolve(FILE))) {
        return Optional.empty();
      }
      FileChannel channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.READ);
      boolean locked = false;
      try {
        locked = channel.tryLock(0, Long.MAX_VALUE, true) != null;
      } finally {
        if (!locked) {
          channel.close();
        }
      }
      if (!locked) {
        return Optional.empty();
      }
      HELD.add(folder);
      return Optional.of(new FolderLock(folder, channel));
    }
  }

  /**
   * Whether somebody has the lock. The check takes it for a moment, shared with other checks.
   *
   * @param folder its real path
   */
  static boolean isTaken(Path folder) throws IOException {
    synchronized (HELD) {
      if (HELD.contains(folder)) {
        return true;
      }
      Path file = folder.resolve(FILE);
      if (!Files.exists(file)) {
        return false;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
          FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
        return lock == null;
      }
    }
  }

  /** Gives the lock back. */
  @Override
  public void close() throws IOException {
    synchronized (HELD) {
      if (channel.isOpen()) {
        HELD.remove(folder);
        channel.close();
      }
    }
  }

  boolean isHeld() {
    return channel.isOpen();
  }
}
