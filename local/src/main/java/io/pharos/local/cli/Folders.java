package io.pharos.local.cli;

import io.pharos.client.OperationFailed;
import io.pharos.local.DefinitionFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The files of the working copy. */
final class Folders {
  private static final String TABLES = "tables";
  private static final String CURATIONS = "curations";

  private Folders() {}

  /** Where the launcher lies; it says so. */
  private static Path home() {
    return Path.of(System.getProperty("pharos.home", "."));
  }

  /** Those that a data folder was used with last, else those of the working copy. */
  static DefinitionFolders definitions(Path data) {
    Optional<DefinitionFolders> remembered = DefinitionFolders.of(data);
    if (remembered.isPresent() && !Files.isDirectory(remembered.get().tables())) {
      throw OperationFailed.failed(
          "data folder "
              + data
              + " was used with the tables of "
              + remembered.get().tables()
              + ", and there is no such folder: name them with ./pharos up --data "
              + data
              + " --tables DIR");
    }
    return remembered.orElseGet(
        () -> new DefinitionFolders(home().resolve(TABLES), home().resolve(CURATIONS)));
  }

  /** The same, but for those that are given. */
  static DefinitionFolders definitions(Path data, @Nullable Path tables, @Nullable Path curations) {
    if (tables != null) {
      return new DefinitionFolders(
          tables, curations == null ? home().resolve(CURATIONS) : curations);
    }
    DefinitionFolders its = definitions(data);
    return curations == null ? its : new DefinitionFolders(its.tables(), curations);
  }

  static Path config() {
    return home().resolve("config").resolve("local.json");
  }

  /** Where warehouses that run leave word. */
  static Path running() {
    return home().resolve("target").resolve("running");
  }
}
