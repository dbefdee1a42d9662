package io.pharos.client.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * All commands of {@code ./pharos}: {@code commands.psv} has the name of each, the program that has
 * it and what it does. The launcher reads the same file.
 */
public final class CommandList {
  private static final List<Entry> ALL = read();

  private record Entry(String name, String program, String does) {
    static Entry of(String line) {
      String[] parts = line.split("\\|", -1);
      return new Entry(parts[0], parts[1], parts[2]);
    }
  }

  private CommandList() {}

  private static List<Entry> read() {
    try (InputStream file =
        Objects.requireNonNull(CommandList.class.getResourceAsStream("commands.psv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(Entry::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of a program's commands. */
  public static List<String> of(String program) {
    return ALL.stream().filter(entry -> entry.program().equals(program)).map(Entry::name).toList();
  }

  /** What a command does, in one line. */
  static String does(String name) {
    return ALL.stream()
        .filter(entry -> entry.name().equals(name))
        .map(Entry::does)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " is not in commands.psv"));
  }

  /** Has a program's help list the commands of all programs. */
  public static void showAll(CommandLine program) {
    program
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> help.commandList(all(help)));
  }

  private static Map<String, Help> all(Help program) {
    Map<String, Help> all = new LinkedHashMap<>();
    for (Entry entry : ALL) {
      CommandSpec command = CommandSpec.create().name(entry.name());
      command.usageMessage().description(entry.does());
      all.put(entry.name(), new Help(command, program.colorScheme()));
    }
    return all;
  }
}
