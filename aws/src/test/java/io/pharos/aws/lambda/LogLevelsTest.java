package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelsTest {
  @ParameterizedTest
  @CsvSource({"SEVERE, ERROR", "WARNING, WARN", "INFO, INFO", "FINE, FINE"})
  void namesLevelsAsAllOthersAreNamed(String of, String named) {
    LogRecord line = new LogRecord(Level.parse(of), "text");

    assertThat(new LogLevels().isLoggable(line)).isTrue();
    assertThat(line.getLevel().getName()).isEqualTo(named);
    assertThat(line.getLevel().intValue()).isEqualTo(Level.parse(of).intValue());
  }
}
