package io.pharos.infra.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.core.schedule.Schedules;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GapsTest {
  @ParameterizedTest
  @CsvSource({
    "rate(1 minute), PT1M",
    "rate(1 hour), PT1H",
    "cron(* * * * ? *), PT1M",
    "rate(7 days), P7D",
    "cron(30 0 * * ? *), P1D",
    "cron(0 8 ? * MON-FRI *), P3D",
    "cron(0 8 ? * MON *), P7D",
    "cron(0/10 9-17 * * ? *), PT15H10M"
  })
  void theLongestSilenceOfASchedule(String schedule, Duration gap) {
    assertThat(Gaps.longest(Schedules.parse(schedule))).contains(gap);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(8 days)",
        "cron(0 8 1 * ? *)",
        "cron(0 8 * 1-6 ? *)",
        "cron(0 8 * * ? 2020)"
      })
  void noneWhereItIsLongerThanAnAlarmLooksBackOrNeverAgain(String schedule) {
    assertThat(Gaps.longest(Schedules.parse(schedule))).isEmpty();
  }

  @Test
  void theDayOnWhichTheClockIsSetBackIsTheLongest() {
    assertThat(Gaps.longest(Schedules.parse("cron(30 0 * * ? *)", ZoneId.of("Europe/Berlin"))))
        .contains(Duration.ofHours(25));
  }
}
