package io.pharos.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Groups of tests that this machine cannot run; {@code ./pharos test} ends with them. */
final class NotRun {
  private NotRun() {}

  static void say(String group) throws IOException {
    Path file = LocalProcess.ROOT.resolve("target").resolve("groups-not-run");
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, group + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
