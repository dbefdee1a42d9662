package io.pharos.load.demo;

import io.pharos.load.run.RunFailed;
import io.pharos.load.run.Summary;
import io.pharos.load.tally.Tallies;
import io.pharos.load.tally.Traffic;
import io.pharos.load.users.EventTable;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;

/** Holds what was accepted against what the warehouse says, by each of its ways out. */
final class Comparison {
  private static final int SHOWN_ADS = 5;

  /** Standard deviations: a rate further off is no accident (1 in 1.7 million). */
  private static final double TOLERANCE = 5;

  private final WarehouseApi api;
  private final Tallies tallies;
  private final Checks checks;

  Comparison(WarehouseApi api, Tallies tallies, Checks checks) {
    this.api = api;
    this.tallies = tallies;
    this.checks = checks;
  }

  void run(Summary load) throws RunFailed {
    checks.header();
    sent(load);
    stored(EventTable.IMPRESSIONS, "impression_id");
    stored(EventTable.CLICKS, "click_id");
    clickthroughRate(load);
    metrics();
    traffic();
  }

  private void sent(Summary load) {
    checks.equal(
        "events sent, accepted", load.impressions().sent() + load.clicks().sent(), load.accepted());
  }

  private void stored(EventTable table, String id) throws RunFailed {
    String name = EventTable.DATABASE + "." + table.text();
    checks.equal(
        table.text() + " accepted, rows stored",
        tallies.accepted(table),
        number("select count(*) as n from " + name));
    checks.equal(
        table.text() + " made, distinct ids stored",
        tallies.distinct(table),
        number("select count(distinct " + id + ") as n from " + name));
  }

  private long number(String sql) throws RunFailed {
    return api.sql(sql).stream().mapToLong(row -> row.path("n").asLong(-1)).sum();
  }

  private void clickthroughRate(Summary load) {
    double asked = load.plan().behaviour().clickthroughRate();
    double measured = load.clickthroughRate().orElse(Double.NaN);
    double deviation = Math.sqrt(asked * (1 - asked) / load.impressions().accepted());
    checks.say(
        Math.abs(measured - asked) <= TOLERANCE * deviation,
        "click-through rate asked for, measured",
        "%.3f".formatted(asked),
        "%.3f".formatted(measured));
  }

  private void metrics() throws RunFailed {
    Traffic accepted =
        new Traffic(tallies.accepted(EventTable.IMPRESSIONS), tallies.accepted(EventTable.CLICKS));
    checks.equal(
        "per-minute metrics, all minutes", accepted, api.metrics(tallies.first(), tallies.last()));
  }

  /** Asks for every ad, and shows those with the most impressions. */
  private void traffic() throws RunFailed {
    LocalDate start = tallies.firstDay();
    LocalDate end = tallies.lastDay();
    List<String> ads = tallies.ads();
    int agree = 0;
    for (int i = 0; i < ads.size(); i++) {
      String ad = ads.get(i);
      SortedMap<LocalDate, Traffic> served = api.traffic(ad, start, end);
      boolean same = served.equals(tallies.days(ad));
      agree += same ? 1 : 0;
      if (i < SHOWN_ADS) {
        Traffic found = served.values().stream().reduce(Traffic.NONE, Traffic::plus);
        checks.say(same, "ad " + ad, tallies.total(ad).toString(), found.toString());
      }
    }
    checks.equal("all ads, their days as served", ads.size(), agree);
  }
}
