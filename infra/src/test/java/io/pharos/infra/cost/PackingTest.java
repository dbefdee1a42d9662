package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackingTest {
  private static final int STEP = 5 * 1024;

  @Test
  void aSmallEventIsARecordOfOneUnitAndOneStep() {
    assertThat(Packing.of(200, 1)).isEqualTo(new Packing(1, 1, 1, STEP));
  }

  @Test
  void aHundredSmallEventsAreOneRecord() {
    // 20,000 bytes: 1 of 25 KB, 20 of 1 KB, 4 of 5 KB
    assertThat(Packing.of(200, 100)).isEqualTo(new Packing(1, 1, 20, 4 * STEP));
  }

  @Test
  void whatIsOver25KbIsAnotherRecord() {
    // 85 events of 300 bytes are 25,500 bytes; 15 more are 4,500
    assertThat(Packing.of(300, 100)).isEqualTo(new Packing(2, 2, 25 + 5, 5 * STEP + STEP));
  }

  @Test
  void recordsThatAreFullLeaveNoRest() {
    // 25 events of 1 KB a record
    assertThat(Packing.of(1024, 50)).isEqualTo(new Packing(2, 2, 50, 10 * STEP));
  }

  @Test
  void aBigEventTravelsAloneInSeveralUnits() {
    // 60,000 bytes: 3 of 25 KB, 59 of 1 KB, 12 of 5 KB
    assertThat(Packing.of(60_000, 2)).isEqualTo(new Packing(2, 6, 118, 24 * STEP));
  }
}
