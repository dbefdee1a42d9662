package io.pharos.infra.cost;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Estimates for people: a table a batch, then goals, limits and assumptions. */
final class CostReport {
  private static final int DRIVERS = 4;

  private final PrintWriter out;
  private final PriceList prices;

  CostReport(PrintWriter out, PriceList prices) {
    this.out = out;
    this.prices = prices;
  }

  /**
   * Prints them.
   *
   * @param batches the estimates of each batch, by rate
   */
  void print(List<List<Estimate>> batches) {
    out.printf(
        "Prices: %s, on demand, as known on %s: check them against the public pages.%n",
        prices.region(), prices.date());
    for (List<Estimate> batch : batches) {
      out.printf("%nDollars a month, %s%n", shape(batch.getFirst().load()));
      table(bill(batch));
    }
    out.printf("%nLambda, dollars a month, %s%n", shape(batches.getFirst().getFirst().load()));
    table(functions(batches.getFirst()));
    goals(batches.getFirst().getFirst().load());
    batches.forEach(batch -> limits(batch.getFirst()));
    assumptions();
    out.flush();
  }

  private static String shape(Load load) {
    String requests = load.batch() == 1 ? "single events" : "batches of " + load.batch();
    return "%s of %,d bytes, %d streaming tables, %s look-ups/s, %s"
        .formatted(
            requests,
            load.eventBytes(),
            load.tables(),
            rate(load.lookupsPerSecond()),
            load.streams() == StreamMode.SHARDS ? "shards" : "streams on demand");
  }

  private List<List<String>> bill(List<Estimate> estimates) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("events/s", estimates, estimate -> rate(estimate.load().eventsPerSecond())));
    for (Service service : Service.values()) {
      rows.add(
          row(
              service.title(),
              estimates,
              estimate -> dollars(estimate.byService().getOrDefault(service, 0.0))));
    }
    rows.add(row("total", estimates, estimate -> dollars(estimate.dollarsPerMonth())));
    rows.add(
        row(
            "with free tier",
            estimates,
            estimate -> dollars(estimate.dollarsPerMonth() - estimate.freePerMonth(prices))));
    rows.add(
        row(
            "a million events",
            estimates,
            estimate -> {
              var million = estimate.dollarsPerMillion();
              return million.isPresent() ? "%,.3f".formatted(million.getAsDouble()) : "-";
            }));
    return rows;
  }

  private static List<List<String>> functions(List<Estimate> estimates) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("events/s", estimates, estimate -> rate(estimate.load().eventsPerSecond())));
    for (Invocations function : LambdaCost.functions(estimates.getFirst().load())) {
      String name = function.function();
      String title = "%s, %.0f MB".formatted(name, function.memoryMegabytes());
      rows.add(row(title, estimates, estimate -> dollars(lambda(estimate, name))));
    }
    return rows;
  }

  private static double lambda(Estimate estimate, String function) {
    return estimate.lines().stream()
        .filter(line -> line.charge().service() == Service.LAMBDA)
        .filter(line -> line.charge().what().equals(function))
        .mapToDouble(Estimate.Line::dollars)
        .sum();
  }

  private void goals(Load shape) {
    out.printf("%nGoals, with a pair of tables and no look-ups%n");
    for (Goal goal : Goal.of(shape, prices)) {
      out.printf(
          "  %-38s under $%.2f: $%.3f, %s by %.1f%%%n",
          goal.what(),
          goal.dollars(),
          goal.actual(),
          goal.met() ? "met" : "MISSED",
          100 * Math.abs(goal.dollars() - goal.actual()) / goal.dollars());
      out.println("    " + drivers(goal));
      out.printf(
          "    with CloudWatch's free tier, where nothing else of the account uses it: $%.3f%n",
          goal.actual() - goal.scaled(goal.estimate().freePerMonth(prices)));
    }
  }

  private static String drivers(Goal goal) {
    Map<String, Double> drivers =
        goal.estimate().lines().stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.charge().service().title() + ": " + line.charge().what(),
                    Collectors.summingDouble(Estimate.Line::dollars)));
    return drivers.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(DRIVERS)
        .map(driver -> "%s $%.2f".formatted(driver.getKey(), goal.scaled(driver.getValue())))
        .collect(Collectors.joining(", "));
  }

  private void limits(Estimate estimate) {
    out.printf("%nLimits, %s%n", shape(estimate.load()));
    for (Limit limit : estimate.limits()) {
      out.printf(
          "  %14s events/s  %-10s  %-36s raise: %s%n",
          "%,.0f".formatted(limit.eventsPerSecond()),
          limit.service().title(),
          limit.what(),
          limit.raise());
    }
  }

  private void assumptions() {
    out.printf("%nAssumptions%n");
    for (Assumption assumption : Assumption.values()) {
      out.printf(
          "  %-26s %s %s: %s%n",
          assumption.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          number(assumption.value()),
          assumption.unit(),
          assumption.about());
    }
  }

  private static List<String> row(
      String title, List<Estimate> estimates, Function<Estimate, String> cell) {
    List<String> row = new ArrayList<>(List.of(title));
    estimates.forEach(estimate -> row.add(cell.apply(estimate)));
    return row;
  }

  private void table(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    rows.forEach(
        row -> Arrays.setAll(widths, column -> Math.max(widths[column], row.get(column).length())));
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int column = 0; column < row.size(); column++) {
        String cell = row.get(column);
        String space = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? cell + space : "  " + space + cell);
      }
      out.println(line);
    }
  }

  private static String dollars(double dollars) {
    return dollars > 0 && dollars < 0.005 ? "<0.01" : "%,.2f".formatted(dollars);
  }

  private static String rate(double rate) {
    return rate == Math.rint(rate) ? "%,.0f".formatted(rate) : "%,.3f".formatted(rate);
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%,.0f".formatted(value) : String.valueOf(value);
  }
}
