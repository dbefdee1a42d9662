package io.pharos.load;

import io.pharos.client.command.CommandFrame;
import io.pharos.load.send.Stop;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: one command a call. */
@Command(
    description = "Simulated users for Pharos.",
    subcommands = {LoadCommand.class, DemoCommand.class})
public final class Main implements Runnable {
  static final int DONE = ExitCode.OK;
  static final int FAILED = ExitCode.SOFTWARE;

  @Spec CommandLine.Model.@Nullable CommandSpec spec;

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String... arguments) {
    Stop stop = new Stop();
    Interruption interruption = Interruption.listen(stop);
    PrintWriter out = CommandFrame.utf8(System.out);
    PrintWriter err = CommandFrame.utf8(System.err);
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
    return CommandFrame.around(new Main(), factory(stop), out, err);
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

  @Override
  public void run() {
    CommandLine.Model.CommandSpec own = spec;
    if (own != null) {
      throw new ParameterException(own.commandLine(), "name a command: load or demo");
    }
  }
}
