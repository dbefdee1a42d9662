package io.pharos.embedded.files;

import java.nio.file.Path;
import java.util.Optional;

/** Another warehouse holds the data folder; the message says which, and what to do. */
public final class DataFolderInUse extends RuntimeException {
  private static final long serialVersionUID = 1;

  DataFolderInUse(Path folder, Optional<DataFolder.Holder> holder) {
    super(
        "data folder "
            + folder
            + " is in use by "
            + holder.map(DataFolderInUse::name).orElse("another process")
            + ": stop it, or name another with --data");
  }

  private static String name(DataFolder.Holder holder) {
    String process = "process " + holder.pid();
    return holder.url().isEmpty() ? process : process + " (" + holder.url() + ")";
  }
}
