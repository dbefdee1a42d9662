package io.pharos.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SchedulesTest {
  @ParameterizedTest(name = "{0} in {1} after {2}")
  @CsvFileSource(resources = "/schedules/next.psv", delimiter = '|')
  void isDueStrictlyAfterAnInstant(String text, String zone, String after, String due) {
    Instant next = Schedules.parse(text, ZoneId.of(zone)).next(Instant.parse(after));

    assertThat(next).isEqualTo(due.equals("never") ? Instant.MAX : Instant.parse(due));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/schedules/refused.psv", delimiter = '|')
  void refusesWhatEventBridgeWouldRefuse(String text, String message) {
    assertThatThrownBy(() -> Schedules.parse(text))
        .isInstanceOf(InvalidSchedule.class)
        .hasMessageContaining(message);
  }

  @Test
  void isDueAsOftenAsThereAreDaysInALeapYear() {
    Schedule daily = Schedules.parse("cron(30 2 * * ? 2028)", ZoneId.of("Europe/Berlin"));

    int times = 0;
    for (Instant due = daily.next(Instant.EPOCH); !due.equals(Instant.MAX); due = daily.next(due)) {
      times++;
    }

    assertThat(times).as("366 days, and one on which 02:30 is skipped").isEqualTo(365);
  }

  @Test
  void knowsItsTextAndZone() {
    Schedule schedule = Schedules.parse("cron(0 9 * * ? *)", ZoneId.of("Europe/Berlin"));

    assertThat(schedule.text()).isEqualTo("cron(0 9 * * ? *)");
    assertThat(schedule.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(Schedules.parse("rate(1 hour)").zone()).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void isEqualToOneOfTheSameTextAndZone() {
    assertThat(Schedules.parse("cron(0 9 L * ? *)"))
        .isEqualTo(Schedules.parse("cron(0 9 L * ? *)"));
    assertThat(Schedules.parse("rate(1 hour)")).isEqualTo(Schedules.parse("rate(1 hour)"));
  }
}
