package io.pharos.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.load.send.Stop;
import io.pharos.load.testing.FakeBeacon;
import io.pharos.load.users.Behaviour;
import io.pharos.load.users.Event;
import io.pharos.load.users.Spread;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final Behaviour BEHAVIOUR =
      new Behaviour(
          100,
          5,
          0.5,
          new Spread(Duration.ofMillis(200), Duration.ZERO),
          new Spread(Duration.ofMillis(10), Duration.ZERO),
          1);

  private final FakeBeacon beacon = new FakeBeacon();
  private final StringWriter err = new StringWriter();
  private final Stop stop = new Stop();

  @AfterEach
  void close() {
    beacon.close();
  }

  private Plan plan(Duration duration) {
    return new Plan(URI.create(beacon.url() + "/"), BEHAVIOUR, duration, 100, Optional.empty());
  }

  private Load load(Duration duration, boolean terminal) {
    return new Load(plan(duration), new Screen(new PrintWriter(err), terminal), stop);
  }

  @Test
  void tellsEveryEventThatWasAccepted() throws InterruptedException {
    Set<String> told = ConcurrentHashMap.newKeySet();
    Summary summary = load(Duration.ofSeconds(1), false).run(event -> told.add(event.id()));
    assertThat(summary.notAccepted()).isZero();
    assertThat(told).isNotEmpty().hasSize((int) summary.accepted());
  }

  @Test
  void aTerminalSeesABarThatIsGoneAtTheEnd() throws InterruptedException {
    load(Duration.ofSeconds(1), true).run(event -> {});
    assertThat(err.toString())
        .contains("[#####", "of 1 s", "events", "p99")
        .doesNotContain("\n")
        .endsWith("\r\u001b[K");
  }

  @Test
  void aStopEndsItWithWhatWasSent() throws InterruptedException {
    Summary summary = load(Duration.ofHours(1), false).run(this::enough);
    assertThat(summary.accepted()).isPositive();
    assertThat(summary.notAccepted()).isZero();
  }

  private void enough(Event event) {
    stop.request();
  }

  @Test
  void aSlashAtTheEndOfTheUrlDoesNotMatter() {
    assertThat(plan(Duration.ofSeconds(1)).url()).isEqualTo(beacon.url());
  }
}
