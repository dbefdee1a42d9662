package io.pharos.local.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BodyChargeTest {
  private final AtomicLong taken = new AtomicLong();
  private final BodyCharge charge = new BodyCharge(taken, 100);

  @Test
  void growsAsFarAsTheBudgetThatAllShare() {
    assertThat(new BodyCharge(taken, 100).grow(40)).isTrue();

    assertThat(charge.grow(50)).isTrue();
    assertThat(charge.grow(11)).isFalse();
    assertThat(charge.grow(10)).isTrue();
    assertThat(taken).hasValue(100);
  }

  @Test
  void isGivenBackWithTheLastThatNeedsIt() {
    charge.grow(50);
    charge.hold();

    charge.release();
    assertThat(taken).hasValue(50);

    charge.release();
    assertThat(taken).hasValue(0);
  }

  @Test
  void growsNoMoreWhereItsRequestBrokeOff() {
    charge.grow(50);
    charge.release();

    assertThat(charge.grow(1)).isFalse();
    assertThat(taken).hasValue(0);
  }

  @Test
  void countsAgainWhereItIsKeptThoughItsRequestBrokeOff() {
    charge.grow(50);
    charge.release();

    charge.hold();
    assertThat(taken).hasValue(50);

    charge.release();
    assertThat(taken).hasValue(0);
  }
}
