package io.pharos.core.testing.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Which program {@code ./pharos} starts for a command, as the list that its script reads has it.
 */
final class Launcher {
  private static final Path LIST =
      Path.of("client/src/main/resources/io/pharos/client/command/commands.psv");
  private static final String LOCAL = "local";

  private final Map<String, String> programs = new HashMap<>();

  Launcher() {
    try {
      String script = Files.readString(Markdown.ROOT.resolve("pharos"));
      require(script.contains("<\"$here/" + LIST + "\""), "pharos does not read " + LIST);
      for (String line : Files.readAllLines(Markdown.ROOT.resolve(LIST))) {
        String[] command = line.split("\\|", -1);
        require(
            script.contains("\n" + command[1] + ")\n"), "pharos starts nothing for " + command[0]);
        programs.put(command[0], command[1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("pharos", e);
    }
  }

  private static void require(boolean met, String why) {
    if (!met) {
      throw new AssertionError(why);
    }
  }

  /** A module, or the path of a script. */
  String program(String command) {
    return programs.getOrDefault(command, LOCAL);
  }
}
