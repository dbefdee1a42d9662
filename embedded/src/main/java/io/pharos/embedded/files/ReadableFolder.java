package io.pharos.embedded.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A data folder that is only read. No process holds it, and none can take it meanwhile. Others may
 * read it too.
 */
public final class ReadableFolder implements AutoCloseable {
  private final Path path;
  private final Optional<FolderLock> lock;

  private ReadableFolder(Path path, Optional<FolderLock> lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Opens a data folder.
   *
   * @throws DataFolderInUse if a process holds it
   * @throws DataFolderUnusable if it is not a data folder, or cannot be read
   */
  public static ReadableFolder open(Path folder) {
    DataFolder.requireMade(folder);
    try {
      Path path = folder.toRealPath();
      Optional<FolderLock> lock = FolderLock.share(path);
      if (lock.isEmpty() && FolderLock.isTaken(path)) {
        throw new DataFolderInUse(folder, HolderFile.read(path));
      }
      return new ReadableFolder(path, lock);
    } catch (IOException e) {
      throw DataFolder.unreadable(folder, e);
    }
  }

  /** Its real path. */
  public Path path() {
    return path;
  }

  /** Free space of its disk; 0 if the disk does not report it. */
  public long usableBytes() {
    return DataFolder.usableBytes(path);
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
