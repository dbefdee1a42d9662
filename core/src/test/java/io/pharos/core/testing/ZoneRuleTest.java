package io.pharos.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneRuleTest {
  static class Today {
    LocalDate today() {
      return LocalDate.now(ZoneId.systemDefault());
    }
  }

  static class Now {
    @SuppressWarnings("JavaTimeDefaultTimeZone") // what the rule is for
    LocalDate now() {
      return LocalDate.now();
    }
  }

  static class Ticking {
    @SuppressWarnings("JavaTimeDefaultTimeZone") // what the rule is for
    Clock clock() {
      return Clock.systemDefaultZone();
    }
  }

  static class Old {
    @SuppressWarnings("JavaUtilDate") // what the rule is for
    Date date() {
      return new Date(0);
    }
  }

  static class Driver {
    java.time.LocalDateTime time(Object value) {
      return value instanceof java.sql.Timestamp time
          ? time.toLocalDateTime()
          : java.time.LocalDateTime.MIN;
    }
  }

  static class InUtc {
    LocalDate today() {
      return LocalDate.now(ZoneOffset.UTC);
    }

    @SuppressWarnings("JavaUtilDate") // what AWS's events hold
    Instant arrival(Date date) {
      return date.toInstant();
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Today.class, Now.class, Ticking.class, Old.class, Driver.class})
  void findsWhatReadsTheZoneOfTheMachine(Class<?> reader) {
    assertThat(violated(reader)).isTrue();
  }

  @Test
  void letsUtcPass() {
    assertThat(violated(InUtc.class)).isFalse();
  }

  private static boolean violated(Class<?> type) {
    return ZoneRule.NO_ZONE_OF_THE_MACHINE
        .evaluate(new ClassFileImporter().importClasses(type))
        .hasViolation();
  }
}
