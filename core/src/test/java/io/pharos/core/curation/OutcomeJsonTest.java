package io.pharos.core.curation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pharos.core.curation.Outcome.Counts;
import io.pharos.core.testing.Outcomes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeJsonTest {
  private static final Instant AT = Instant.parse("2026-11-21T00:30:05.123456Z");

  @ParameterizedTest
  @EnumSource(Run.State.class)
  void everyOutcomeIsReadAsItWasWritten(Run.State state) {
    Outcome outcome = Outcomes.of(state, new Counts(12_345_678_901L, 2, 98_765_432_101L), AT);

    assertThat(OutcomeJson.parse(OutcomeJson.text(outcome))).isEqualTo(outcome);
  }

  @Test
  void itIsOneJsonObject() {
    assertThat(OutcomeJson.text(new Outcome.Failed(new Counts(3, 1, 7), "no \"rows\"", AT)))
        .isEqualTo(
            "{\"state\":\"FAILED\",\"rows\":3,\"unserved\":1,\"bytes_scanned\":7,"
                + "\"message\":\"no \\\"rows\\\"\",\"ended_at\":\"2026-11-21T00:30:05.123456Z\"}");
  }

  @Test
  void whatWasNotKnownIsNotThereAndWhatIsKnownLaterIsLeftOut() {
    assertThat(OutcomeJson.parse("{\"state\":\"RUNNING\",\"checks\":[1]}"))
        .isEqualTo(Outcome.Running.BEGUN);
  }

  @Test
  void anotherTextIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> OutcomeJson.parse("{"));
    assertThatIllegalArgumentException().isThrownBy(() -> OutcomeJson.parse("{\"state\":\"?\"}"));
  }
}
