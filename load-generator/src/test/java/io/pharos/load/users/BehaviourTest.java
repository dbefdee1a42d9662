package io.pharos.load.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class BehaviourTest {
  private static final Behaviour THOUSAND = UsersTest.behaviour(1_000, 10, 0.3, 1);

  @Test
  void knowsHowManyEventsItMakes() {
    assertThat(THOUSAND.eventsPerSecond()).isEqualTo(260, Offset.offset(1e-6));
  }

  @Test
  void isSlowedDownToARate() {
    assertThat(THOUSAND.atMost(100).eventsPerSecond()).isEqualTo(100, Offset.offset(1e-3));
  }

  @Test
  void isNotSpedUpToARate() {
    assertThat(THOUSAND.atMost(1_000)).isEqualTo(THOUSAND);
  }

  @Test
  void saysWhatIsWrong() {
    assertThatThrownBy(() -> UsersTest.behaviour(0, 1, 0, 1)).hasMessageStartingWith("users: 1 to");
    assertThatThrownBy(() -> UsersTest.behaviour(1, 0, 0, 1)).hasMessageStartingWith("ads: 1 to");
    assertThatThrownBy(() -> UsersTest.behaviour(1, 1, 1.1, 1)).hasMessageContaining("not 1.1");
    assertThatThrownBy(() -> UsersTest.behaviour(1, 1, Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> THOUSAND.atMost(0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> new Spread(Duration.ofSeconds(-1), Duration.ZERO))
        .hasMessageContaining("negative");
  }
}
