package io.pharos.load.run;

import io.pharos.load.send.Counts;
import io.pharos.load.send.Sender;
import io.pharos.load.send.Stop;
import io.pharos.load.users.Event;
import io.pharos.load.users.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** One run of simulated users against a warehouse. */
public final class Load {
  /** How long answers are waited for after the last event. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long they are waited for once the user has had enough. */
  private static final Duration PATIENCE_ON_STOP = Duration.ofSeconds(5);

  private final Plan plan;
  private final Screen screen;
  private final Stop stop;

  public Load(Plan plan, Screen screen, Stop stop) {
    this.plan = plan;
    this.screen = screen;
    this.stop = stop;
  }

  /**
   * Runs to its end, or to the stop.
   *
   * @param accepted is told each event that was accepted, from many threads
   */
  public Summary run(Consumer<Event> accepted) throws InterruptedException {
    Counts counts = new Counts();
    Live live = new Live(plan, counts, System.nanoTime());
    Users users = new Users(plan.behaviour(), Instant.now().toEpochMilli(), plan.duration());
    try (Sender sender = new Sender(plan.url(), plan.key(), counts, accepted, stop);
        Progress progress = new Progress(live, screen)) {
      progress.start();
      new Pump(users, new Batcher(sender, plan.batch()), plan.duration(), stop).run();
      sender.await(PATIENCE, PATIENCE_ON_STOP);
      return new Summary(plan, counts, live.elapsed());
    }
  }
}
