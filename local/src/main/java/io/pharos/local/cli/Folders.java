package io.pharos.local.cli;

import java.nio.file.Path;

/** The files of the working copy. */
final class Folders {
  private Folders() {}

  /** Where the launcher lies; it says so. */
  private static Path home() {
    return Path.of(System.getProperty("pharos.home", "."));
  }

  static Path tables() {
    return home().resolve("tables");
  }

  static Path curations() {
    return home().resolve("curations");
  }

  static Path config() {
    return home().resolve("config").resolve("local.json");
  }
}
