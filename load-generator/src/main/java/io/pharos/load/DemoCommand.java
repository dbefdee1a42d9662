package io.pharos.load;

import io.pharos.load.demo.Demo;
import io.pharos.load.demo.DemoSetup;
import io.pharos.load.run.RunFailed;
import io.pharos.load.run.Screen;
import io.pharos.load.send.Stop;
import io.pharos.load.users.Behaviour;
import io.pharos.load.users.Spread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Exit codes: 0 every number agrees, 1 one does not or it failed, 2 wrong usage."})
final class DemoCommand implements Callable<Integer> {
  private static final int ADS = 50;
  private static final double CLICKTHROUGH_RATE = 0.3;
  private static final Spread VIEW = new Spread(Duration.ofSeconds(5), Duration.ofSeconds(1));
  private static final Spread CONSIDER = new Spread(Duration.ofSeconds(1), Duration.ofMillis(200));

  private final Stop stop;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long users come; default: ${DEFAULT-VALUE}.",
      defaultValue = "20s",
      converter = DurationConverter.class)
  Duration duration = Duration.ZERO;

  @Option(names = "--users", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  int users = 2_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of all that is random; default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Of the warehouse; default: one that is free.")
  int port;

  @Option(
      names = "--keep",
      paramLabel = "DIR",
      description = "A new folder in which data and log stay.")
  @Nullable Path keep;

  @Spec @Nullable CommandSpec spec;

  DemoCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws RunFailed, InterruptedException {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Demo demo = new Demo(setup(command), command.getOut(), Screen.of(command.getErr()), stop);
    return demo.run() ? Main.DONE : Main.FAILED;
  }

  private DemoSetup setup(CommandLine command) {
    try {
      Behaviour behaviour = new Behaviour(users, ADS, CLICKTHROUGH_RATE, VIEW, CONSIDER, seed);
      return new DemoSetup(behaviour, duration, port, Optional.ofNullable(keep));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }
}
