package io.pharos.infra;

import io.pharos.client.command.CommandFrame;
import io.pharos.infra.cost.CostCommand;
import io.pharos.infra.packaging.PackageCommand;
import io.pharos.infra.pipeline.DeployPipelineCommand;
import io.pharos.infra.stack.SynthCommand;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one command a call. */
@Command(
    description = "Pharos on AWS.",
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
    PrintWriter out = CommandFrame.utf8(System.out);
    PrintWriter err = CommandFrame.utf8(System.err);
    System.exit(run(out, err, arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Locale.setDefault(Locale.ROOT); // one way to write a number, everywhere
    return commands(out, err).execute(arguments);
  }

  static CommandLine commands(PrintWriter out, PrintWriter err) {
    return CommandFrame.around(new Main(), out, err);
  }
}
