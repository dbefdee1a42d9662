package io.pharos.local.cli;

import io.pharos.embedded.files.DataFolder;
import io.pharos.local.LocalConfig;
import io.pharos.local.OperationFailed;
import io.pharos.local.Operations;
import io.pharos.local.Warehouse;
import io.pharos.local.WarehouseOperations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which warehouse a command is for: the one at a URL, or the one of a data folder. */
final class Target {
  @Option(names = "--url", description = "Address of a running warehouse.")
  @Nullable URI url;

  @Option(
      names = "--data",
      description = "Data folder; a warehouse that holds it is asked. Default: ./data.")
  @Nullable Path data;

  /** Opens it; close it. */
  Operations open() {
    if (url != null && data != null) {
      throw OperationFailed.wrongInput("give --url or --data, not both");
    }
    if (url != null) {
      return new HttpOperations(url);
    }
    Path folder = data == null ? Path.of("data") : data;
    Optional<DataFolder.Holder> holder = DataFolder.holder(folder);
    if (holder.isPresent()) {
      return running(folder, holder.get());
    }
    if (!Files.isDirectory(folder)) {
      throw OperationFailed.failed(
          "there is no data folder "
              + folder
              + "; start a warehouse with ./pharos up, or name one with --data or --url");
    }
    return new WarehouseOperations(
        Warehouse.open(
            folder,
            Folders.tables(),
            Folders.curations(),
            LocalConfig.read(Folders.config()),
            Optional.empty()),
        true);
  }

  private static Operations running(Path folder, DataFolder.Holder holder) {
    if (holder.url().isEmpty()) {
      throw OperationFailed.failed(
          "data folder "
              + folder
              + " is in use by the command of process "
              + holder.pid()
              + "; try again when it has ended");
    }
    return new HttpOperations(URI.create(holder.url()));
  }
}
