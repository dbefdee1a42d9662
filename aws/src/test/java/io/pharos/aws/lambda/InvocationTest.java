package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of it without a log: its MDC goes nowhere here, as no binding is there. */
class InvocationTest {
  private final Invocation invocation = new Invocation(Tracing.of(Map.of()));

  @Test
  void aSecondIsKeptForTheAnswer() {
    invocation.begin("request-1", 30_000);

    assertThat(invocation.left()).isBetween(Duration.ofSeconds(27), Duration.ofSeconds(29));
  }

  @Test
  void timeRunsOut() throws InterruptedException {
    invocation.begin("request-1", 1_010);
    TimeUnit.MILLISECONDS.sleep(20);

    assertThat(invocation.left()).isNegative();
  }

  @Test
  void nothingIsLeftOfLessThanASecond() {
    invocation.begin("request-1", 999);

    assertThat(invocation.left()).isNegative();
  }

  @Test
  void theNextHasItsOwnTime() {
    invocation.begin("request-1", 0);
    invocation.end("");
    invocation.begin("request-2", 900_000);

    assertThat(invocation.left()).isGreaterThan(Duration.ofMinutes(14));
  }

  @Test
  void whereNobodySaidHowLongItIsShort() {
    assertThat(invocation.left()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(4));
  }

  /** As under Quarkus' mock event server, which sends no deadline. */
  @ParameterizedTest
  @ValueSource(longs = {0, -1, -2_000_000_000, Integer.MIN_VALUE})
  void aTimeThatIsNotPositiveWasNotSaid(long remainingMillis) {
    invocation.begin("request-1", remainingMillis);

    assertThat(invocation.left()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void doesTheWorkInItsTime() {
    Duration left = invocation.during("request-1", 60_000, invocation::left);

    assertThat(left).isBetween(Duration.ofSeconds(57), Duration.ofSeconds(59));
  }

  @Test
  void theWorkMayHaveNoResult() {
    @Nullable String nothing = invocation.<@Nullable String>during("request-1", 60_000, () -> null);

    assertThat(nothing).isNull();
  }

  @Test
  void aFailureGoesUpAsItIs() {
    IllegalStateException failure = new IllegalStateException("no");

    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            invocation.during(
                "request-1",
                60_000,
                () -> {
                  throw failure;
                }))
        .isSameAs(failure);
    assertThat(invocation.during("request-2", 60_000, () -> "yes")).isEqualTo("yes");
  }

  /** Quarkus' loop in a native image tells Lambda of exceptions only. */
  @Test
  void anErrorGoesUpAsAnException() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() ->
            invocation.during(
                "request-1",
                60_000,
                () -> {
                  throw new NoClassDefFoundError("a/Type");
                }))
        .withMessage("java.lang.NoClassDefFoundError: a/Type")
        .withCauseInstanceOf(NoClassDefFoundError.class);
  }
}
