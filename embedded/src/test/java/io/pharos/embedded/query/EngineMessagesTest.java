package io.pharos.embedded.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Conversion Error: Casting value "12.34" to type DECIMAL(3,3) failed: value is out of range! | Out of range: 12.34 does not fit decimal(3,3)
          Conversion Error: Could not cast value 100 to DECIMAL(3,3) | Out of range: 100 does not fit decimal(3,3)
          Conversion Error: Type INT32 with value 1000 can't be cast because the value is out of range for the destination type INT8 | Out of range: 1000 does not fit tinyint
          Out of Range Error: Overflow in addition of INT16 (-32768 + -3)! | Numeric overflow: a result is beyond what its type holds
          Invalid Input Error: Map keys must be unique. | Duplicate map keys are not allowed
          Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\\nError: Invalid Input Error: Map keys can not be NULL. | map key cannot be null
          """)
  void aValueThatDoesNotFitIsSaidInOurWords(String engine, String ours) {
    assertThat(EngineMessages.plain(new SQLException(engine.replace("\\n", "\n")))).isEqualTo(ours);
  }

  @Test
  void whatIsNotAboutAValueIsTheEngines() {
    SQLException failure = new SQLException("IO Error: no space left\n\nStack Trace: ..");

    assertThat(EngineMessages.inOurWords(failure)).isEmpty();
    assertThat(EngineMessages.plain(failure)).isEqualTo("IO Error: no space left");
  }
}
