package io.pharos.load.demo;

import io.pharos.client.RunSummary;
import io.pharos.core.capture.EventLimits;
import io.pharos.load.run.Load;
import io.pharos.load.run.Plan;
import io.pharos.load.run.RunFailed;
import io.pharos.load.run.Screen;
import io.pharos.load.run.Summary;
import io.pharos.load.send.Batch;
import io.pharos.load.send.Counts;
import io.pharos.load.send.Sender;
import io.pharos.load.send.Stop;
import io.pharos.load.tally.Tallies;
import io.pharos.load.users.Event;
import io.pharos.load.users.EventTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the demo does with a warehouse that has been started. */
final class DemoSteps {
  private static final List<String> CURATIONS =
      List.of("advertising.advertising", "advertising.ad_traffic");
  private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(30);

  private final DemoSetup setup;
  private final Story story;
  private final Screen screen;
  private final Stop stop;
  private final Checks checks;
  private final Tallies tallies = new Tallies();

  DemoSteps(DemoSetup setup, Story story, Screen screen, Stop stop, Checks checks) {
    this.setup = setup;
    this.story = story;
    this.screen = screen;
    this.stop = stop;
    this.checks = checks;
  }

  /** From the first event to the last number. */
  void run(WarehouseProcess warehouse, WarehouseApi api) throws RunFailed, InterruptedException {
    Duration start = warehouse.awaitReady(stop);
    story.note("ready after %.1f s at %s".formatted(start.toMillis() / 1e3, warehouse.url()));
    story.step(2, "Users come");
    Plan plan =
        new Plan(
            warehouse.url(),
            setup.behaviour(),
            setup.duration(),
            EventLimits.MAX_EVENTS,
            Optional.empty());
    Summary load = new Load(plan, screen, stop).run(tallies);
    story.note(
        "%,d impressions and %,d clicks accepted, %s"
            .formatted(load.impressions().accepted(), load.clicks().accepted(), load.latencies()));
    story.goOn();
    if (tallies.isEmpty()) {
      throw new RunFailed(
          "no event was accepted: " + load.counts().firstFailure().orElse("none was sent"));
    }
    repeat(plan);
    story.step(3, "All of it is filed into the lake");
    api.flush();
    story.note("what was acknowledged is in SQL now");
    story.step(4, "Curations compute the days");
    for (String name : CURATIONS) {
      curate(api, name);
    }
    story.step(5, "What came out is compared with what went in");
    new Comparison(api, tallies, checks).run(load);
    story.gap();
    story.note("the ads that were shown most, by SQL:");
    story.print(api.sql(topAds()));
  }

  /** Some events once more: their ids tell that they are the same. */
  private void repeat(Plan plan) throws InterruptedException {
    int repeated = 0;
    try (Sender sender = new Sender(plan.url(), plan.key(), new Counts(), tallies, stop)) {
      for (EventTable table : EventTable.values()) {
        List<Event> some = tallies.some(table);
        if (!some.isEmpty()) {
          sender.send(new Batch(table, some));
          repeated += some.size();
        }
      }
      sender.await(REPEAT_PATIENCE, Duration.ZERO);
    }
    story.note("%d of them sent once more on purpose, with the same ids".formatted(repeated));
  }

  private void curate(WarehouseApi api, String name) throws RunFailed {
    for (RunSummary run : api.curate(name, tallies.firstDay(), tallies.lastDay())) {
      story.note("%-24s  %s  %s  %,d rows".formatted(name, run.window(), run.state(), run.rows()));
      if (!run.succeeded()) {
        throw new RunFailed("the curation %s %s: %s".formatted(name, run.state(), run.message()));
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
}
