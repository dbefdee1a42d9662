package io.pharos.infra.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model says what the shipped tables and curations say. */
class ShippedDefinitionsTest {
  @ParameterizedTest
  @ValueSource(strings = {"impressions", "clicks"})
  void tablesFlushAndAreRegisteredAsTheModelHasIt(String table) throws IOException {
    assertThat(Files.readString(Path.of("../tables/advertising", table + ".yaml")))
        .contains("stream: {shards: 1}")
        .contains("flush: {interval: 900s, size: 64MB}")
        .contains("schedule: rate(1 hour)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"advertising", "ad_traffic"})
  void curationsRunAsTheModelHasIt(String curation) throws IOException {
    Path folder = Path.of("../curations/advertising");
    assertThat(Files.readString(folder.resolve(curation + ".yaml")))
        .contains("schedule: cron(30 0 * * ? *)")
        .contains("window: {unit: day, lag: 30m, restate: 3}");
  }

  @Test
  void eachWindowIsReadFromTheHourBeforeItToTheHourOfTheRun() {
    int hours = 0;
    for (int daysAgo = 0; daysAgo < Assumption.WINDOWS.value(); daysAgo++) {
      hours += 1 + 24 * (daysAgo + 1) + 1;
    }
    assertThat(Assumption.SCANNED_HOURS.value()).isEqualTo(hours);
  }
}
