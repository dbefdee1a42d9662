package io.pharos.load.demo;

import io.pharos.load.run.RunFailed;
import io.pharos.load.run.Screen;
import io.pharos.load.run.Times;
import io.pharos.load.send.Stop;
import java.io.PrintWriter;
import java.time.Duration;

/** A warehouse's whole way, from the first event to the last number, in six steps. */
public final class Demo {
  private static final Duration SAME_SIGNAL = Duration.ofMillis(200);

  private final DemoSetup setup;
  private final PrintWriter out;
  private final Screen screen;
  private final Stop stop;
  private final Story story;
  private final Checks checks;

  public Demo(DemoSetup setup, PrintWriter out, Screen screen, Stop stop) {
    this.setup = setup;
    this.out = out;
    this.screen = screen;
    this.stop = stop;
    this.story = new Story(out, stop);
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
      story.step(1, "A warehouse starts");
      withWarehouse(folder);
      story.note(
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
      try {
        new DemoSteps(setup, story, screen, stop, checks).run(warehouse, api);
      } catch (RunFailed e) {
        throw explained(e, warehouse, folder);
      }
      story.step(6, "The warehouse stops");
    }
  }

  /** What failed because the user or the warehouse ended is told as that. */
  private RunFailed explained(RunFailed failure, WarehouseProcess warehouse, DemoFolder folder)
      throws InterruptedException {
    boolean ended = warehouse.hasEnded();
    if (ended) {
      stop.pause(SAME_SIGNAL); // Ctrl-C reaches the warehouse too, perhaps before this process
    }
    if (stop.isRequested()) {
      return new RunFailed(Story.STOPPED, failure);
    }
    return ended
        ? new RunFailed(
            failure.getMessage() + "\nThe warehouse has ended; it said:\n" + folder.logTail(),
            failure)
        : failure;
  }
}
