package io.pharos.infra.cost;

import java.util.ArrayList;
import java.util.List;

/** Logs of the functions, metrics, alarms and the dashboard. */
final class CloudWatchCost implements ServiceCost {
  private static final double ALARMS_PER_TABLE = 3;

  @Override
  public List<Charge> charges(Load load) {
    List<Charge> charges = new ArrayList<>();
    double logs = 0;
    for (Invocations function : LambdaCost.functions(load)) {
      double gigabytes = function.count() * Assumption.LOG_BYTES.value() / Units.GB;
      charges.add(charge("logs of " + function.function(), "cloudwatch.log-gb", gigabytes));
      logs += gigabytes;
    }
    charges.add(
        charge("logs kept", "cloudwatch.log-gb-months", logs * Assumption.LOG_KEPT.value()));
    charges.add(charge("metrics", "cloudwatch.metrics", metrics(load)));
    charges.add(
        charge(
            "minutes counted", "cloudwatch.requests", Invocations.realtimeMetrics(load).count()));
    charges.add(
        charge(
            "alarms",
            "cloudwatch.alarms",
            Assumption.ALARMS.value() + load.tables() * ALARMS_PER_TABLE));
    charges.add(charge("dashboard", "cloudwatch.dashboards", 1));
    return List.copyOf(charges);
  }

  /**
   * Billed for the hours in which something was told: partitions each hour, runs one hour a day,
   * and while events come their minutes, and the counts of each table and of the stack.
   */
  private static double metrics(Load load) {
    double tablesAndStack = load.tables() + 1.0;
    double always = tablesAndStack + tablesAndStack / 24;
    double active = load.tables() + Assumption.METRICS_ACTIVE.value() * tablesAndStack;
    return load.eventsPerSecond() == 0 ? always : always + active;
  }

  private static Charge charge(String what, String price, double quantity) {
    return new Charge(Service.CLOUDWATCH, what, price, quantity);
  }
}
