package io.pharos.local.cli;

import io.pharos.client.OperationFailed;
import io.pharos.client.Operations;
import io.pharos.client.ReadOperations;
import io.pharos.client.WarehouseClient;
import io.pharos.embedded.files.DataFolder;
import io.pharos.local.FolderReading;
import io.pharos.local.LocalConfig;
import io.pharos.local.Warehouse;
import io.pharos.local.WarehouseOperations;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
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

  /** Asks it something; a data folder that no process holds is only read. */
  <T> T reading(Function<ReadOperations, T> question) {
    try (ReadOperations warehouse =
        running().map(ReadOperations.class::cast).orElseGet(this::read)) {
      return question.apply(warehouse);
    }
  }

  /** Has it change something. */
  <T> T changing(Function<Operations, T> change) {
    try (Operations warehouse = running().orElseGet(this::open)) {
      return change.apply(warehouse);
    }
  }

  private Path folder() {
    return data == null ? Path.of("data") : data;
  }

  private ReadOperations read() {
    FolderReading reading =
        FolderReading.open(
            folder(), Folders.definitions(folder()), LocalConfig.read(Folders.config()));
    long waiting = reading.waitingEvents();
    if (waiting > 0) {
      System.err.println(
          "pharos: "
              + waiting
              + " acknowledged events are not filed and in no answer; they are filed by"
              + " ./pharos flush --data "
              + folder());
    }
    return reading;
  }

  private Operations open() {
    return new WarehouseOperations(
        Warehouse.open(
            folder(),
            Folders.definitions(folder()),
            LocalConfig.read(Folders.config()),
            Optional.empty()),
        true);
  }

  /** The one that answers; empty if there is a data folder that nobody holds. */
  private Optional<Operations> running() {
    if (url != null && data != null) {
      throw OperationFailed.wrongInput("give --url or --data, not both");
    }
    if (url != null) {
      return Optional.of(new WarehouseClient(url));
    }
    Optional<DataFolder.Holder> holder = DataFolder.holder(folder());
    if (holder.isPresent()) {
      return Optional.of(running(holder.get()));
    }
    if (data == null) {
      requireNoOther();
    }
    if (!Files.isDirectory(folder())) {
      throw OperationFailed.failed(
          "there is no data folder "
              + folder()
              + "; start a warehouse with ./pharos up, or name one with --data or --url");
    }
    DataFolder.requireMade(folder());
    return Optional.empty();
  }

  private Operations running(DataFolder.Holder holder) {
    if (holder.url().isEmpty()) {
      throw OperationFailed.failed(
          "data folder "
              + folder()
              + " is in use by the command of process "
              + holder.pid()
              + "; try again when it has ended");
    }
    return new WarehouseClient(URI.create(holder.url()));
  }

  /** Who starts a warehouse with another data folder hardly means the default one. */
  private void requireNoOther() {
    new RunningWarehouses(Folders.running())
        .any()
        .ifPresent(other -> {
          throw OperationFailed.failed(
              "the warehouse that runs ("
                  + other.holder().url()
                  + ") has its data in "
                  + other.data()
                  + ", not in ./"
                  + folder()
                  + ": name that one with --data "
                  + other.data()
                  + ", or this one with --data "
                  + folder());
        });
  }
}
