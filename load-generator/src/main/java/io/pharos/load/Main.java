package io.pharos.load;

import io.pharos.load.run.RunFailed;
import io.pharos.load.send.Stop;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program: one command a call. */
@Command(
    name = "pharos",
    description = "Simulated users for Pharos.",
    mixinStandardHelpOptions = true,
    version = "pharos 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong usage."},
    subcommands = {LoadCommand.class, DemoCommand.class})
public final class Main implements Runnable {
  static final int DONE = 0;
  static final int FAILED = 1;

  @Spec CommandLine.Model.@Nullable CommandSpec spec;

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... arguments) {
    Stop stop = new Stop();
    Interruption interruption = Interruption.listen(stop);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, stop, arguments);
    interruption.ended(code);
    System.exit(code);
  }

  /** Runs the command; answers its exit code. */
  static int run(PrintWriter out, PrintWriter err, Stop stop, String... arguments) {
    Locale.setDefault(Locale.ROOT); // one way to write a number, everywhere
    return commands(out, err, stop).execute(arguments);
  }

  static CommandLine commands(PrintWriter out, PrintWriter err, Stop stop) {
    return new CommandLine(new Main(), factory(stop))
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((wrong, ignored) -> wrongUsage(wrong))
        .setExecutionExceptionHandler((failure, command, result) -> {
          err.println("pharos: " + message(failure));
          err.flush();
          return FAILED;
        });
  }

  /** What was wrong, and the usage, of a word that is nearly right too. */
  private static int wrongUsage(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("pharos: " + wrong.getMessage());
    UnmatchedArgumentException.printSuggestions(wrong, err);
    command.usage(err);
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  /** Commands are told of the stop; the rest is made as picocli makes it. */
  private static IFactory factory(Stop stop) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        if (type == LoadCommand.class) {
          return type.cast(new LoadCommand(stop));
        }
        if (type == DemoCommand.class) {
          return type.cast(new DemoCommand(stop));
        }
        return CommandLine.defaultFactory().create(type);
      }
    };
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return failure instanceof RunFailed && message != null ? message : failure.toString();
  }

  @Override
  public void run() {
    CommandLine.Model.CommandSpec own = spec;
    if (own != null) {
      throw new ParameterException(own.commandLine(), "name a command: load or demo");
    }
  }
}
