package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.definition.CurationName;
import io.pharos.core.testing.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What every {@link RunLease} promises. */
public abstract class RunLeaseContractTest {
  private static final CurationName TRAFFIC = CurationName.parse("advertising.ad_traffic");
  private static final CurationName DAILY = CurationName.parse("shop.daily");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int THREADS = 16;

  /** What the leases go by. */
  protected final MovableClock clock = new MovableClock("2026-11-21T00:30:00.123Z");

  /** Leases that nobody has; the same ones throughout a test. */
  protected abstract RunLease lease();

  @Test
  void isTakenByTheFirst() {
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isTrue();
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
  }

  @Test
  void isTakenAgainByItsOwner() {
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isTrue();
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isTrue();
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
  }

  @Test
  void isRefusedToAnotherUntilItsTimeIsOver() {
    lease().acquire(TRAFFIC, "first", in(HOUR));

    clock.forward(HOUR.minusMillis(1));
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
    clock.forward(Duration.ofMillis(2));
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isTrue();
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isFalse();
  }

  @Test
  void isProlongedByItsOwner() {
    lease().acquire(TRAFFIC, "first", in(HOUR));
    clock.forward(Duration.ofMinutes(50));
    lease().acquire(TRAFFIC, "first", in(HOUR));

    clock.forward(HOUR.minusMillis(1));
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
    clock.forward(Duration.ofMillis(2));
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isTrue();
  }

  @Test
  void isProlongedAfterItsTimeWhereNobodyTookIt() {
    lease().acquire(TRAFFIC, "first", in(HOUR));
    clock.forward(HOUR.multipliedBy(2));

    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isTrue();
    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
  }

  @Test
  void aRefusedOwnerProlongsNothing() {
    lease().acquire(TRAFFIC, "first", in(HOUR));
    lease().acquire(TRAFFIC, "second", in(HOUR.multipliedBy(9)));
    clock.forward(HOUR.plusMillis(1));

    assertThat(lease().acquire(TRAFFIC, "third", in(HOUR))).isTrue();
  }

  @Test
  void isFreeOnceItIsReleased() {
    lease().acquire(TRAFFIC, "first", in(HOUR));
    lease().release(TRAFFIC, "first");

    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isTrue();
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isFalse();
  }

  @Test
  void isNotReleasedByAnother() {
    lease().acquire(TRAFFIC, "first", in(HOUR));
    lease().release(TRAFFIC, "second");

    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isTrue();
  }

  @Test
  void isNotReleasedByAnOwnerWhoLostIt() {
    lease().acquire(TRAFFIC, "first", in(HOUR));
    clock.forward(HOUR.plusMillis(1));
    lease().acquire(TRAFFIC, "second", in(HOUR));
    lease().release(TRAFFIC, "first");

    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isFalse();
  }

  @Test
  void mayBeReleasedWhereNobodyHasIt() {
    lease().release(TRAFFIC, "first");
    lease().acquire(TRAFFIC, "first", in(HOUR));
    lease().release(TRAFFIC, "first");
    lease().release(TRAFFIC, "first");

    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isTrue();
  }

  @Test
  void isFreeForItsOwnerOnlyUntilItsTimeIsOver() {
    assertThat(lease().free(TRAFFIC, "first")).isTrue();
    lease().acquire(TRAFFIC, "first", in(HOUR));

    assertThat(lease().free(TRAFFIC, "first")).isTrue();
    assertThat(lease().free(TRAFFIC, "second")).isFalse();
    assertThat(lease().free(DAILY, "second")).isTrue();

    clock.forward(HOUR.plusMillis(1));
    assertThat(lease().free(TRAFFIC, "second")).isTrue();
  }

  @Test
  void isNotTakenByWhoeverAsksWhetherItIsFree() {
    assertThat(lease().free(TRAFFIC, "first")).isTrue();

    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isTrue();
    lease().release(TRAFFIC, "second");
    assertThat(lease().free(TRAFFIC, "first")).isTrue();
  }

  @Test
  void isOfOneCuration() {
    assertThat(lease().acquire(TRAFFIC, "first", in(HOUR))).isTrue();
    assertThat(lease().acquire(DAILY, "second", in(HOUR))).isTrue();
    lease().release(DAILY, "second");

    assertThat(lease().acquire(TRAFFIC, "second", in(HOUR))).isFalse();
    assertThat(lease().acquire(DAILY, "first", in(HOUR))).isTrue();
  }

  @Test
  void goesToOneOfManyThreads() throws InterruptedException {
    assertThat(winners()).hasSize(1);
  }

  @Test
  void goesToOneOfManyThreadsOnceItsTimeIsOver() throws InterruptedException {
    lease().acquire(TRAFFIC, "before", in(HOUR));
    clock.forward(HOUR.plusMillis(1));

    assertThat(winners()).hasSize(1);
  }

  private Queue<String> winners() throws InterruptedException {
    RunLease lease = lease();
    Queue<String> winners = new ConcurrentLinkedQueue<>();
    CountDownLatch ready = new CountDownLatch(THREADS);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      String owner = "owner-" + i;
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                ready.countDown();
                try {
                  ready.await();
                } catch (InterruptedException e) {
                  return;
                }
                if (lease.acquire(TRAFFIC, owner, in(HOUR))) {
                  winners.add(owner);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return winners;
  }

  private Instant in(Duration time) {
    return clock.instant().plus(time);
  }
}
