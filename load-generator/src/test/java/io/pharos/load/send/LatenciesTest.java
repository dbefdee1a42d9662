package io.pharos.load.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  private static Duration micros(long micros) {
    return Duration.ofNanos(micros * 1_000);
  }

  @Test
  void areZeroWithoutARequest() {
    assertThat(latencies.percentile(99)).isEqualTo(Duration.ZERO);
    assertThat(latencies.max()).isEqualTo(Duration.ZERO);
  }

  @Test
  void areExactBelow64Microseconds() {
    for (int i = 1; i <= 50; i++) {
      latencies.record(micros(i));
    }
    assertThat(latencies.percentile(50)).isEqualTo(micros(25));
    assertThat(latencies.percentile(98)).isEqualTo(micros(49));
    assertThat(latencies.percentile(100)).isEqualTo(micros(50));
  }

  @Test
  void areAtMostThreePercentAboveTheTruth() {
    for (int i = 1; i <= 100_000; i++) {
      latencies.record(micros(i));
    }
    for (double percent : new double[] {1, 50, 95, 99, 99.9}) {
      double truth = percent * 1_000;
      assertThat(latencies.percentile(percent).toNanos() / 1e3)
          .isBetween(truth, truth * (1 + 1.0 / 32));
    }
    assertThat(latencies.max()).isEqualTo(micros(100_000));
  }

  @Test
  void neverExceedTheLargest() {
    latencies.record(micros(1_000_001));
    assertThat(latencies.percentile(50)).isEqualTo(micros(1_000_001));
  }

  @Test
  void takeTimesBeyondTheirRange() {
    latencies.record(Duration.ofDays(1));
    latencies.record(Duration.ofSeconds(-1));
    assertThat(latencies.percentile(50)).isEqualTo(Duration.ZERO);
    assertThat(latencies.percentile(100)).isGreaterThan(Duration.ofHours(1));
  }
}
