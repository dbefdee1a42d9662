package io.pharos.client.command;

import io.pharos.client.OperationFailed;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What every program's commands have around them. Exit codes are picocli's: 0 done, 1 failed, 2
 * wrong usage, which is told with the usage of the command. A failure is told by its message.
 */
public final class CommandFrame {
  private CommandFrame() {}

  /** A stream of the process, in UTF-8 whatever the locale is. */
  public static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** The command line of a program whose commands picocli makes. */
  public static CommandLine around(Object program, PrintWriter out, PrintWriter err) {
    return around(program, CommandLine.defaultFactory(), out, err);
  }

  /** The command line of a program. */
  public static CommandLine around(
      Object program, IFactory factory, PrintWriter out, PrintWriter err) {
    CommandLine commands =
        new CommandLine(program, factory)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler((wrong, arguments) -> wrongUsage(wrong))
            .setExecutionExceptionHandler((failure, command, result) -> failed(failure, command));
    describe(commands.getCommandSpec());
    return commands;
  }

  private static void describe(CommandSpec program) {
    program.name("pharos").version("pharos 0.1.0").mixinStandardHelpOptions(true);
    program
        .usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .footer("", "Exit codes: 0 done, 1 failed, 2 wrong usage.");
    program
        .subcommands()
        .forEach((name, command) ->
            describe(CommandList.does(name), command.getCommandSpec().usageMessage()));
  }

  /** What the list says stands first. */
  private static void describe(String does, UsageMessageSpec usage) {
    usage.description(
        Stream.concat(Stream.of(does), Stream.of(usage.description())).toArray(String[]::new));
  }

  /** What was wrong, what is nearly right, and the usage; answers the exit code. */
  public static int wrongUsage(ParameterException wrong) {
    PrintWriter err = wrong.getCommandLine().getErr();
    err.println("pharos: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    return usage(wrong.getCommandLine());
  }

  private static int failed(Exception failure, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println("pharos: " + Failure.message(failure));
    err.flush();
    return failure instanceof OperationFailed refused && refused.isWrongInput()
        ? usage(command)
        : ExitCode.SOFTWARE;
  }

  private static int usage(CommandLine command) {
    command.usage(command.getErr());
    command.getErr().flush();
    return ExitCode.USAGE;
  }
}
