package io.pharos.infra;

import io.pharos.infra.command.Failure;
import io.pharos.infra.cost.CostCommand;
import io.pharos.infra.packaging.PackageCommand;
import io.pharos.infra.pipeline.DeployPipelineCommand;
import io.pharos.infra.stack.SynthCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: one command a call. */
@Command(
    name = "pharos",
    description = "Pharos on AWS.",
    mixinStandardHelpOptions = true,
    version = "pharos 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."},
    subcommands = {
      PackageCommand.class,
      SynthCommand.class,
      DeployPipelineCommand.class,
      CostCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Locale.setDefault(Locale.ROOT); // one way to write a number, everywhere
    return commands(out, err).execute(arguments);
  }

  static CommandLine commands(PrintWriter out, PrintWriter err) {
    return new CommandLine(new Main())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((wrong, ignored) -> wrongUsage(wrong))
        .setExecutionExceptionHandler((failure, command, result) -> {
          err.println("pharos: " + Failure.message(failure));
          err.flush();
          return ExitCode.SOFTWARE;
        });
  }

  /** Prints the error, a similar word if there is one, and the usage. */
  private static int wrongUsage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("pharos: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    command.usage(err);
    err.flush();
    return ExitCode.USAGE;
  }
}
