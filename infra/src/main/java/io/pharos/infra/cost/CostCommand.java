package io.pharos.infra.cost;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the costs of a deployed warehouse. */
@Command(
    name = "cost",
    description = "A model with assumptions, which it prints: nothing is asked of AWS.",
    mixinStandardHelpOptions = true)
public final class CostCommand implements Callable<Integer> {
  private static final List<Double> RATES = List.of(0.0, 10.0, 100.0, 1e3, 1e4, 1e5);
  private static final int BATCH = 100;

  /** Some: CloudFormation's 500 resources come to so many (docs/deploy.md). */
  private static final int STACK_TABLES = 35;

  /** The form of the output. */
  enum Format {
    TABLE,
    JSON
  }

  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--events-per-second",
      paramLabel = "R",
      description = "A rate beside 0, 10, 100, 1,000, 10,000 and 100,000.")
  private @Nullable Double rate;

  @Option(
      names = "--event-bytes",
      paramLabel = "B",
      description = "Bytes of an event as its line in the stream: 200.")
  private int eventBytes = 200;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Events a request, 1 to 500. Without it: single events, and batches of 100.")
  private @Nullable Integer batch;

  @Option(
      names = "--ads-lookups-per-second",
      paramLabel = "L",
      description = "Requests for what curations serve: 0.")
  private double lookups;

  @Option(
      names = "--streaming-tables",
      paramLabel = "N",
      description = "Streaming tables, over which events spread evenly: 2.")
  private int tables = 2;

  @Option(
      names = "--streams",
      paramLabel = "MODE",
      description = "shards (the default): as many as are needed; or on_demand.")
  private StreamMode streams = StreamMode.SHARDS;

  @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default) or json.")
  private Format format = Format.TABLE;

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    PriceList prices = PriceList.shipped();
    List<List<Estimate>> estimates;
    try {
      estimates = estimates(prices);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(own.commandLine(), String.valueOf(e.getMessage()), e);
    }
    if (tables > STACK_TABLES) {
      PrintWriter err = own.commandLine().getErr();
      err.printf(
          "pharos: %,d streaming tables are more than fit one stack (some %d): the bill is that of several stacks' tables, with one stack's dashboards, functions and limits%n",
          tables, STACK_TABLES);
      err.flush();
    }
    PrintWriter out = own.commandLine().getOut();
    switch (format) {
      case TABLE -> new CostReport(out, prices).print(estimates);
      case JSON ->
          out.println(
              CostJson.of(estimates.stream().flatMap(List::stream).toList(), prices)
                  .toPrettyString());
    }
    out.flush();
    return 0;
  }

  private List<List<Estimate>> estimates(PriceList prices) {
    TreeSet<Double> rates = new TreeSet<>(RATES);
    if (rate != null) {
      rates.add(rate + 0.0); // -0 is 0
    }
    List<List<Estimate>> all = new ArrayList<>();
    for (int size : batches()) {
      List<Estimate> estimates = new ArrayList<>();
      for (double each : rates) {
        Load load = new Load(each, eventBytes, size, lookups, tables, streams);
        estimates.add(Estimate.of(load, prices));
      }
      all.add(estimates);
    }
    return all;
  }

  private List<Integer> batches() {
    if (batch != null) {
      return List.of(batch);
    }
    return eventBytes < 1 ? List.of(1) : List.of(1, Math.min(BATCH, Load.largestBatch(eventBytes)));
  }
}
