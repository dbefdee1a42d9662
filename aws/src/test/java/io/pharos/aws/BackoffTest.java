package io.pharos.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void pausesUntilTheLastAttempt() {
    Backoff backoff = new Backoff(() -> LONG, 3);

    assertThat(backoff.pause(1)).isTrue();
    assertThat(backoff.pause(2)).isTrue();
    assertThat(backoff.pause(3)).isFalse();
  }

  @Test
  void makesNoPauseThatIsLongerThanTheTimeThatIsLeft() {
    for (Duration left :
        new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofMillis(24)}) {
      assertThat(new Backoff(() -> left, 10).pause(1)).isFalse();
    }
    assertThat(new Backoff(() -> Duration.ofMillis(900), 100).pause(50)).isFalse();
  }

  @Test
  void endsWhereItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThat(new Backoff(() -> LONG, 10).pause(1)).isFalse();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void endsACallWithTheTimeThatIsLeftButGivesItASecond() {
    assertThat(callTime(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(6));
    assertThat(callTime(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    assertThat(callTime(Duration.ofSeconds(-1))).isEqualTo(Duration.ofSeconds(1));
  }

  private static Duration callTime(Duration left) {
    return new Backoff(() -> left, 3).withinTheTimeLeft().apiCallTimeout().orElseThrow();
  }
}
