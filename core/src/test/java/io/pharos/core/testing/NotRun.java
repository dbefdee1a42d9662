package io.pharos.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Groups of tests that this machine cannot run; {@code ./pharos test} ends with them. */
public final class NotRun {
  /** The root of the working copy: tests run in the folder of their module. */
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private NotRun() {}

  public static void say(String group) {
    Path file = ROOT.resolve("target").resolve("groups-not-run");
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, group + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /** The module whose tests run. */
  public static String module() {
    return ROOT.relativize(Path.of("").toAbsolutePath().normalize()).toString();
  }
}
