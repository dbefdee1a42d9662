package io.pharos.local.cli;

import io.pharos.local.OperationFailed;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program: one command a call. */
@QuarkusMain
@Command(
    name = "pharos",
    description = "A data warehouse for event data: data in, information out.",
    mixinStandardHelpOptions = true,
    version = "pharos 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Also: conformance, cost, demo, deploy-pipeline, load, package, synth, test and bench, run by the launcher; each has --help.",
      "Exit codes: 0 done, 1 failed, 2 wrong usage."
    },
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
  static final int FAILED = 1;

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
        return wrongUsage(
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
    return new CommandLine(new Pharos())
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, arguments) -> wrongUsage(wrong))
        .setExecutionExceptionHandler((failure, command, result) -> {
          command.getErr().println("pharos: " + message(failure));
          return failure instanceof OperationFailed refused && refused.isWrongInput()
              ? usage(command)
              : FAILED;
        });
  }

  private static int wrongUsage(ParameterException wrong) {
    wrong.getCommandLine().getErr().println("pharos: " + wrong.getMessage());
    return usage(wrong.getCommandLine());
  }

  private static int usage(CommandLine command) {
    command.usage(command.getErr());
    return CommandLine.ExitCode.USAGE;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }
}
