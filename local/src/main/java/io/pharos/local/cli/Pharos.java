package io.pharos.local.cli;

import io.pharos.client.command.CommandFrame;
import io.pharos.client.command.CommandList;
import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program: one command a call. */
@QuarkusMain
@Command(
    description = "A data warehouse for event data: data in, information out.",
    subcommands = {
      UpCommand.class,
      FlushCommand.class,
      SqlCommand.class,
      TablesCommand.class,
      PartitionsCommand.class,
      StatusCommand.class,
      QueriesCommand.class,
      QuarantineCommand.class,
      CurateCommand.class
    })
public final class Pharos {
  /** What the JVM makes of a byte that the locale's character set does not have. */
  private static final char UNREADABLE = '\uFFFD';

  private Pharos() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... arguments) {
    System.exit(run(arguments));
  }

  static int run(String... words) {
    CommandLine commands = commands();
    for (String word : words) {
      if (word.indexOf(UNREADABLE) >= 0) {
        return CommandFrame.wrongUsage(
            new ParameterException(
                commands,
                "'"
                    + word
                    + "' is not UTF-8, or the locale is not: set LC_ALL=C.UTF-8, or write SQL into a"
                    + " file and name it with -f"));
      }
    }
    return commands.execute(words);
  }

  static CommandLine commands() {
    CommandLine commands =
        CommandFrame.around(
            new Pharos(), CommandFrame.utf8(System.out), CommandFrame.utf8(System.err));
    CommandList.showAll(commands);
    return commands;
  }
}
