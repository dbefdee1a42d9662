package io.pharos.local.cli;

import io.pharos.embedded.files.DataFolder;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The warehouses that were started from a working copy: a file each, named by the process, with the
 * path of the data folder. The data folder shows whether one still runs. In a read-only working
 * copy there are no such files.
 */
record RunningWarehouses(Path folder) {
  private static final Logger LOG = System.getLogger(RunningWarehouses.class.getName());

  /** One that runs. */
  record Running(Path data, DataFolder.Holder holder) {}

  /** The file of a warehouse until it ends. */
  record Word(Path file) implements AutoCloseable {
    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.log(Level.DEBUG, file + " is left", e); // its data folder says that it has ended
      }
    }
  }

  /** Writes the file of this process. */
  Word leave(Path data) {
    Path file = folder.resolve("" + ProcessHandle.current().pid());
    try {
      Files.createDirectories(folder);
      Files.writeString(file, data.toRealPath().toString());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the working copy is somebody else's", e);
    }
    return new Word(file);
  }

  /** Any that runs. */
  Optional<Running> any() {
    return files().stream().flatMap(file -> running(file).stream()).findFirst();
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static Optional<Running> running(Path file) {
    try {
      Path data = Path.of(Files.readString(file));
      String process = String.valueOf(file.getFileName());
      return DataFolder.holder(data)
          .filter(holder -> process.equals("" + holder.pid()) && !holder.url().isEmpty())
          .map(holder -> new Running(data, holder));
    } catch (IOException ended) {
      return Optional.empty();
    }
  }
}
