package io.pharos.infra.cost;

import java.util.ArrayList;
import java.util.List;

/** Logs of the functions and of the API, metrics, alarms by their metrics, dashboards. */
final class CloudWatchCost implements ServiceCost {
  private static final String METRICS = "cloudwatch.metrics";
  private static final String ALARMS = "cloudwatch.alarms";
  private static final String DASHBOARDS = "cloudwatch.dashboards";

  /** The alarms about capacity, which a stream on demand does not have. */
  private static final double OF_CAPACITY = 2;

  /** The most metrics of a dashboard in the free tier; the dashboard of the operation has more. */
  private static final int FREE_DASHBOARD_METRICS = 50;

  @Override
  public List<Charge> charges(Load load) {
    List<Charge> charges = new ArrayList<>();
    double logs = 0;
    for (Invocations function : LambdaCost.functions(load)) {
      double gigabytes = function.count() * Assumption.LOG_BYTES.value() / Units.GB;
      charges.add(charge("logs of " + function.function(), "cloudwatch.log-gb", gigabytes));
      logs += gigabytes;
    }
    double requests = load.requestsPerMonth() + load.lookupsPerMonth();
    double access = requests * Assumption.ACCESS_LOG_BYTES.value() / Units.GB;
    charges.add(charge("access log", "cloudwatch.log-gb", access));
    logs += access;
    charges.add(
        charge("logs kept", "cloudwatch.log-gb-months", logs * Assumption.LOG_KEPT.value()));
    charges.add(charge("metrics", METRICS, metrics(load)));
    charges.add(
        charge(
            "minutes counted", "cloudwatch.requests", Invocations.realtimeMetrics(load).count()));
    charges.add(charge("alarms", ALARMS, alarms(load)));
    charges.add(charge("dashboards", DASHBOARDS, 2)); // of the operation, of the database
    return List.copyOf(charges);
  }

  /** The part of a month's bill that the free tier covers, if nothing else uses it. */
  static double free(Load load, PriceList prices) {
    double dashboards = load.tables() > FREE_DASHBOARD_METRICS ? 0 : 1;
    return free(METRICS, metrics(load), prices)
        + free(ALARMS, alarms(load), prices)
        + free(DASHBOARDS, dashboards, prices);
  }

  private static double free(String price, double quantity, PriceList prices) {
    return prices.price(price).cost(Math.min(quantity, prices.free(price)));
  }

  private static double alarms(Load load) {
    double ofTable =
        Assumption.ALARMS_TABLE.value() - (load.streams() == StreamMode.SHARDS ? 0 : OF_CAPACITY);
    return Assumption.ALARMS.value() + load.tables() * ofTable;
  }

  /**
   * Metrics are billed for the hours with data: partitions each hour, runs one hour a day and,
   * while events come, the counts per minute, per table and of the stack.
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
