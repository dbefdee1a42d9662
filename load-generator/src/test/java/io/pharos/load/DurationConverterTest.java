package io.pharos.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationConverterTest {
  private final DurationConverter converter = new DurationConverter();

  @ParameterizedTest
  @CsvSource({"20s,PT20S", "1.5s,PT1.5S", "200ms,PT0.2S", "2m,PT2M", "0.5h,PT30M", "0s,PT0S"})
  void readsTimes(String text, Duration time) {
    assertThat(converter.convert(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "20", "s", "-1s", "1 s", "1.s", "20sec", "99999999999s"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> converter.convert(text)).hasMessageContaining("is not a time such as");
  }

  @Test
  void aVarianceIsATimeOrAShareOfTheMean() {
    Duration mean = Duration.ofSeconds(5);
    Variance.Converter variances = new Variance.Converter();
    assertThat(variances.convert("20%").around(mean).deviation()).isEqualTo(Duration.ofSeconds(1));
    assertThat(variances.convert("2s").around(mean).deviation()).isEqualTo(Duration.ofSeconds(2));
  }
}
