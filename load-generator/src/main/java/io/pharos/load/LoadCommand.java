package io.pharos.load;

import io.pharos.core.address.Localhost;
import io.pharos.core.capture.EventLimits;
import io.pharos.load.run.Load;
import io.pharos.load.run.Plan;
import io.pharos.load.run.Reachable;
import io.pharos.load.run.RunFailed;
import io.pharos.load.run.Screen;
import io.pharos.load.run.Summary;
import io.pharos.load.send.Stop;
import io.pharos.load.tally.Tallies;
import io.pharos.load.tally.TallyFile;
import io.pharos.load.users.Behaviour;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Times: 20s, 1.5s, 200ms, 2m, 1h. Ctrl-C ends the run early, with its summary.",
      "Exit codes: 0 done, 1 failed (an event too), 2 wrong usage."
    })
final class LoadCommand implements Callable<Integer> {
  private final Stop stop;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Of the warehouse; default: ${DEFAULT-VALUE}.")
  URI url = URI.create("http://127.0.0.1:8080");

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "How long ads are viewed; default: ${DEFAULT-VALUE}.",
      defaultValue = "20s",
      converter = DurationConverter.class)
  Duration duration = Duration.ZERO;

  @Option(names = "--users", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  int users = 1_000;

  @Option(names = "--ads", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  int ads = 100;

  @Option(
      names = "--ctr",
      paramLabel = "P",
      description = "Probability of a click; default: ${DEFAULT-VALUE}.")
  double ctr = 0.3;

  @Option(
      names = "--view",
      paramLabel = "TIME",
      description = "How long a user views an ad; default: ${DEFAULT-VALUE}.",
      defaultValue = "5s",
      converter = DurationConverter.class)
  Duration view = Duration.ZERO;

  @Option(
      names = "--view-variance",
      paramLabel = "TIME|%",
      arity = "0..1",
      fallbackValue = Variance.WITHOUT_VALUE,
      defaultValue = "0%",
      description =
          "Standard deviation of it, gaussian: 1s or 20%%; without a value ${FALLBACK-VALUE}; default: none.",
      converter = Variance.Converter.class)
  Variance viewVariance = new Variance.Share(0);

  @Option(
      names = "--consider",
      paramLabel = "TIME",
      description = "How long after the ad appears a click comes; default: ${DEFAULT-VALUE}.",
      defaultValue = "1s",
      converter = DurationConverter.class)
  Duration consider = Duration.ZERO;

  @Option(
      names = "--consider-variance",
      paramLabel = "TIME|%",
      arity = "0..1",
      fallbackValue = Variance.WITHOUT_VALUE,
      defaultValue = "0%",
      description = "The same of the click.",
      converter = Variance.Converter.class)
  Variance considerVariance = new Variance.Share(0);

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Events of a request at most; default: ${DEFAULT-VALUE}.")
  int batch = EventLimits.MAX_EVENTS;

  @Option(
      names = "--rate",
      paramLabel = "EVENTS_PER_S",
      description = "Slows the users down to this many events per second.")
  @Nullable Double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Repeats ads, ids and clicks of an earlier run; its events count once. Default: random.")
  @Nullable Long seed;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "Of those that the warehouse lets send events, where it wants one; default: of the environment variable PHAROS_WRITE_KEY.",
      defaultValue = "${env:PHAROS_WRITE_KEY}")
  @Nullable String key;

  @Option(
      names = "--tally",
      paramLabel = "FILE",
      description =
          "Writes what was accepted, an id once: a line of JSON for each ad and day of its events, UTC.")
  @Nullable Path tally;

  @Option(names = "--json", description = "Prints the summary as one JSON object.")
  boolean json;

  @Spec @Nullable CommandSpec spec;

  LoadCommand(Stop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws RunFailed, InterruptedException {
    CommandSpec own = Objects.requireNonNull(spec);
    Plan plan = plan(own);
    Optional<String> problem = Reachable.problem(plan.url());
    if (problem.isPresent()) {
      throw new RunFailed(problem.get());
    }
    PrintWriter err = own.commandLine().getErr();
    Summary summary = run(new Load(plan, Screen.of(err), stop));
    print(summary, own.commandLine().getOut());
    summary
        .counts()
        .firstFailure()
        .ifPresent(why -> err.println("pharos: the first failure: " + why));
    return summary.notAccepted() == 0 || stop.isRequested() ? Main.DONE : Main.FAILED;
  }

  private Summary run(Load load) throws RunFailed, InterruptedException {
    Path file = tally;
    if (file == null) {
      return load.run(event -> {});
    }
    TallyFile.writable(file);
    Tallies tallies = new Tallies();
    Summary summary = load.run(tallies);
    TallyFile.write(tallies, file);
    return summary;
  }

  private Plan plan(CommandSpec own) {
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1L << 31) : seed;
    Double limit = rate;
    try {
      Behaviour asked =
          new Behaviour(
              users,
              ads,
              ctr,
              viewVariance.around(view),
              considerVariance.around(consider),
              chosen);
      Behaviour behaviour = limit == null ? asked : asked.atMost(limit);
      return new Plan(
          Localhost.resolved(url),
          behaviour,
          duration,
          batch,
          Optional.ofNullable(key).filter(text -> !text.isEmpty()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(own.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void print(Summary summary, PrintWriter out) {
    if (json) {
      out.println(summary.json());
    } else {
      summary.print(out);
    }
    out.flush();
  }
}
