package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BufferTest {
  private final Buffer buffer = new Buffer(60, 1_000);

  @Test
  void handsOnNothingWhileNothingComes() {
    assertThat(buffer.perMonth(0, 0)).isZero();
  }

  @Test
  void handsOnEachRecordWhereTheyAreRare() {
    assertThat(buffer.perMonth(0.001, 0.1)).isEqualTo(2_628);
  }

  @Test
  void handsOnEachMinuteWhereItDoesNotFill() {
    assertThat(buffer.perMonth(1, 10)).isEqualTo(43_800);
  }

  @Test
  void handsOnEachTimeItIsFull() {
    assertThat(buffer.perMonth(1, 100)).isEqualTo(6 * 43_800);
  }
}
