package io.pharos.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.load.send.Counts;
import io.pharos.load.users.Behaviour;
import io.pharos.load.users.Spread;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Plan PLAN =
      new Plan(
          URI.create("http://127.0.0.1:8080"),
          new Behaviour(
              1,
              10,
              0.5,
              new Spread(Duration.ofMillis(200), Duration.ZERO),
              new Spread(Duration.ofMillis(10), Duration.ZERO),
              1),
          Duration.ofMinutes(1),
          100,
          Optional.empty());

  @Test
  void writesNumbersInPlainDigitsWithTheirScale() {
    assertThat(new Summary(PLAN, new Counts(), Duration.ofMinutes(10)).json().toString())
        .contains("\"seconds\":600.000", "\"events_per_second\":0.0", "\"max\":0.000")
        .doesNotContainPattern("[0-9][eE][-+]?[0-9]");
  }
}
