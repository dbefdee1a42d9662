package io.pharos.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.schedule.Schedule;
import io.pharos.core.window.Windows.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  @ParameterizedTest
  @CsvSource({
    "HOUR,  2026-03-01T01:29:59Z, 2026-02-28T23",
    "HOUR,  2026-03-01T01:30:00Z, 2026-03-01T00",
    "DAY,   2026-03-01T00:29:59Z, 2026-02-27",
    "DAY,   2026-03-01T00:30:00Z, 2026-02-28",
    "DAY,   2024-03-01T12:00:00Z, 2024-02-29",
    "MONTH, 2026-03-01T00:29:59Z, 2026-01",
    "MONTH, 2026-03-01T00:30:00Z, 2026-02",
    "NONE,  2026-03-01T00:00:00Z, all"
  })
  void theLatestClosedWindowEndedAtLeastTheLagAgo(Unit unit, Instant now, String window) {
    Windows windows = windows(unit, 0);

    assertThat(windows.latestClosed(now).map(windows::text)).contains(window);
    assertThat(windows.latestClosed(now).filter(latest -> windows.closed(latest, now))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR,  2026-03-01T00, 2026-03-01T00:00:00Z, 2026-03-01T01:00:00Z",
    "DAY,   2026-02-28,    2026-02-28T00:00:00Z, 2026-03-01T00:00:00Z",
    "MONTH, 2026-02,       2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "NONE,  all,           1970-01-01T00:00:00Z, 9999-12-31T00:00:00Z"
  })
  void aWindowIsCalledByItsStart(Unit unit, String text, Instant start, Instant end) {
    Windows windows = windows(unit, 0);

    assertThat(windows.span(text, text)).containsExactly(new Window(start, end));
    assertThat(windows.text(new Window(start, end))).isEqualTo(text);
  }

  @Test
  void restatedWindowsAreDueBeforeTheLatest() {
    Windows windows = windows(Unit.DAY, 3);

    assertThat(windows.due(Instant.parse("2026-03-02T00:30:00Z")))
        .map(windows::text)
        .containsExactly("2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01");
  }

  @Test
  void theOneWindowOfAllIsDueOnce() {
    Windows windows = windows(Unit.NONE, 0);

    assertThat(windows.due(Instant.parse("2026-03-02T00:30:00Z")))
        .map(windows::text)
        .containsExactly("all");
  }

  @Test
  void aSpanHoldsBothEnds() {
    Windows windows = windows(Unit.MONTH, 0);

    assertThat(windows.span("2025-11", "2026-02"))
        .map(windows::text)
        .containsExactly("2025-11", "2025-12", "2026-01", "2026-02");
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR, 2026-03-01, 2026-11-21T09",
    "HOUR, 2026-03-01T24, 2026-11-21T09",
    "DAY, 2026-02-30, 2026-11-21",
    "DAY, 2026-2-3, 2026-11-21",
    "DAY, yesterday, 2026-11-21",
    "DAY, +12026-11-21, 2026-11-21",
    "DAY, -2026-11-21, 2026-11-21",
    "MONTH, 2026-13, 2026-11",
    "NONE, 2026-11-21, all"
  })
  void whatIsNoWindowIsRefusedWithTheFormThatIs(Unit unit, String text, String form) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> windows(unit, 0).span(text, text))
        .withMessageContaining("'" + text + "'")
        .withMessageContaining(form);
  }

  @Test
  void aSpanRunsForwardAndIsBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> windows(Unit.DAY, 0).span("2026-03-02", "2026-03-01"))
        .withMessageContaining("after the last");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> windows(Unit.HOUR, 0).span("2020-01-01T00", "2026-01-01T00"))
        .withMessageContaining("run them in parts");
  }

  @Test
  void aWindowIsOpenUntilItsLagIsOver() {
    Windows windows = windows(Unit.DAY, 0);
    List<Window> day = windows.span("2026-03-01", "2026-03-01");

    assertThat(windows.closed(day.getFirst(), Instant.parse("2026-03-02T00:29:59Z"))).isFalse();
    assertThat(windows.closed(day.getFirst(), Instant.parse("2026-03-02T00:30:00Z"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR,  0s,   cron(0 * * * ? *)",
    "HOUR,  90s,  cron(2 * * * ? *)",
    "HOUR,  150m, cron(30 * * * ? *)",
    "DAY,   30m,  cron(30 0 * * ? *)",
    "DAY,   26h,  cron(0 2 * * ? *)",
    "MONTH, 25h,  cron(0 1 * * ? *)"
  })
  void windowsCloseByASchedule(Unit unit, String lag, String schedule) {
    Duration after = Duration.parse("PT" + lag);
    Windows windows = new Windows(unit, after, 0);
    Schedule closings = windows.closings().orElseThrow();

    assertThat(closings.text()).isEqualTo(schedule);
    Window window = windows.latestClosed(Instant.parse("2026-03-01T12:00:00Z")).orElseThrow();
    Instant fired = closings.next(window.end().plus(after).minusMillis(1));
    assertThat(windows.latestClosed(fired)).contains(window);
  }

  @Test
  void theWindowOfAllTimeNeverCloses() {
    assertThat(windows(Unit.NONE, 0).closings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "HOUR,  DAY,   2026-02-28T23, 2026-02-28, 2026-02-28",
    "DAY,   DAY,   2026-02-28,    2026-02-28, 2026-02-28",
    "DAY,   MONTH, 2026-02-28,    2026-02,    2026-02",
    "DAY,   NONE,  2026-02-28,    all,        all",
    "MONTH, DAY,   2026-02,       2026-02-01, 2026-02-28",
    "DAY,   HOUR,  2026-02-28,    2026-02-28T00, 2026-02-28T23",
    "NONE,  DAY,   all,           2026-02-27, 2026-02-28"
  })
  void aWindowTouchesThoseThatItSharesTimeWith(
      Unit unit, Unit other, String window, String first, String last) {
    Window touching = windows(unit, 0).span(window, window).getFirst();
    Windows windows = windows(other, other == Unit.NONE ? 0 : 1);

    assertThat(windows.touched(touching, Instant.parse("2026-03-01T00:30:00Z")))
        .isEqualTo(windows.span(first, last));
  }

  private static Windows windows(Unit unit, int restate) {
    return new Windows(unit, Duration.ofMinutes(30), restate);
  }
}
