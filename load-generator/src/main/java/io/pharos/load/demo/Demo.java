package io.pharos.load.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.core.capture.EventLimits;
import io.pharos.load.run.Load;
import io.pharos.load.run.Plan;
import io.pharos.load.run.RunFailed;
import io.pharos.load.run.Screen;
import io.pharos.load.run.Summary;
import io.pharos.load.run.Times;
import io.pharos.load.send.Batch;
import io.pharos.load.send.Counts;
import io.pharos.load.send.Sender;
import io.pharos.load.send.Stop;
import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A warehouse's whole way, from the first event to the last number, in six steps. */
public final class Demo {
  private static final List<String> CURATIONS =
      List.of("advertising.advertising", "advertising.ad_traffic");
  private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(30);

  private final DemoSetup setup;
  private final PrintWriter out;
  private final Screen screen;
  private final Stop stop;
  private final Tallies tallies = new Tallies();
  private final Checks checks;

  public Demo(DemoSetup setup, PrintWriter out, Screen screen, Stop stop) {
    this.setup = setup;
    this.out = out;
    this.screen = screen;
    this.stop = stop;
    this.checks = new Checks(out);
  }

  /** Answers whether every number agreed. */
  public boolean run() throws RunFailed, InterruptedException {
    out.println(
        "Pharos demo: %,d users view %,d ads for %s and click %.0f%% of what they see"
            .formatted(
                setup.behaviour().users(),
                setup.behaviour().ads(),
                Times.seconds(setup.duration()),
                setup.behaviour().clickthroughRate() * 100));
    try (DemoFolder folder = DemoFolder.open(setup.keep())) {
      step(1, "A warehouse starts");
      withWarehouse(folder);
      note(
          folder.kept()
              ? "stopped; look again with ./pharos up --data " + folder.data()
              : "stopped, and its folder is deleted");
    }
    out.println();
    out.println(
        checks.wrong() == 0
            ? "All %d checks agree.".formatted(checks.all())
            : "%d of %d checks are WRONG; --keep DIR keeps the data of a demo."
                .formatted(checks.wrong(), checks.all()));
    out.flush();
    return checks.wrong() == 0;
  }

  private void withWarehouse(DemoFolder folder) throws RunFailed, InterruptedException {
    try (WarehouseProcess warehouse = WarehouseProcess.start(folder, setup.port());
        WarehouseApi api = new WarehouseApi(warehouse.url())) {
      Duration start = warehouse.awaitReady(stop);
      note("ready after %.1f s at %s".formatted(start.toMillis() / 1e3, warehouse.url()));
      try {
        steps(warehouse, api);
      } catch (RunFailed e) {
        if (stop.isRequested() || !warehouse.hasEnded()) {
          throw e;
        }
        throw new RunFailed(
            e.getMessage() + "\nThe warehouse has ended; it said:\n" + folder.logTail(), e);
      }
      step(6, "The warehouse stops");
    }
  }

  private void steps(WarehouseProcess warehouse, WarehouseApi api)
      throws RunFailed, InterruptedException {
    step(2, "Users come");
    Plan plan =
        new Plan(warehouse.url(), setup.behaviour(), setup.duration(), EventLimits.MAX_EVENTS);
    Summary load = new Load(plan, screen, stop).run(tallies);
    note(
        "%,d impressions and %,d clicks accepted, %s"
            .formatted(load.impressions().accepted(), load.clicks().accepted(), load.latencies()));
    requireGoingOn();
    if (tallies.isEmpty()) {
      throw new RunFailed(
          "no event was accepted: " + load.counts().firstFailure().orElse("none was sent"));
    }
    repeat(plan);
    step(3, "All of it is filed into the lake");
    api.flush();
    note("what was acknowledged is in SQL now");
    step(4, "Curations compute the days");
    for (String name : CURATIONS) {
      curate(api, name);
    }
    step(5, "What came out is compared with what went in");
    new Comparison(api, tallies, checks).run(load);
    out.println();
    note("the ads that were shown most, by SQL:");
    TextTable.print(api.sql(topAds()), out);
  }

  /** Some events once more: their ids tell that they are the same. */
  private void repeat(Plan plan) throws InterruptedException {
    int repeated = 0;
    try (Sender sender = new Sender(plan.url(), new Counts(), tallies, stop)) {
      for (EventTable table : EventTable.values()) {
        List<Event> some = tallies.some(table);
        if (!some.isEmpty()) {
          sender.send(new Batch(table, some));
          repeated += some.size();
        }
      }
      sender.await(REPEAT_PATIENCE, Duration.ZERO);
    }
    note("%d of them sent once more on purpose, with the same ids".formatted(repeated));
  }

  private void curate(WarehouseApi api, String name) throws RunFailed, InterruptedException {
    for (JsonNode run : api.curate(name, tallies.firstDay(), tallies.lastDay())) {
      String state = run.path("state").asText();
      note(
          "%-24s  %s  %s  %,d rows"
              .formatted(name, run.path("window").asText(), state, run.path("rows").asLong()));
      if (!state.equals("succeeded")) {
        throw new RunFailed(
            "the curation %s %s: %s".formatted(name, state, run.path("message").asText("")));
      }
    }
  }

  private static String topAds() {
    try (InputStream file = Objects.requireNonNull(Demo.class.getResourceAsStream("top-ads.sql"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void step(int number, String what) throws RunFailed {
    requireGoingOn();
    out.println();
    out.println(number + "  " + what);
    out.flush();
  }

  private void note(String text) {
    out.println("   " + text);
    out.flush();
  }

  private void requireGoingOn() throws RunFailed {
    if (stop.isRequested()) {
      throw new RunFailed("stopped");
    }
  }
}
