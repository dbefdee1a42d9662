package io.pharos.curation;

import static io.pharos.aws.testing.EventServer.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.lambda.EventPart;
import io.pharos.core.curation.StartedBy;
import io.pharos.core.definition.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTest {
  @Test
  void aScheduleGivesTheCurationOnly() {
    Step.Prepare step = prepare("prepare-what-is-due");

    assertThat(step.by()).isEqualTo(new StartedBy.Time());
    assertThat(step.windows()).isEmpty();
    assertThat(step.started()).contains(Instant.parse("2026-11-21T10:01:00Z"));
  }

  @Test
  void anInputThatWasPublishedSaysWhichWindow() {
    assertThat(prepare("prepare-what-was-published").by())
        .isEqualTo(new StartedBy.Input(TableName.parse("advertising.impressions"), "2026-11-20"));
  }

  @Test
  void byHandThereIsAFirstWindowAndPerhapsALast() {
    assertThat(prepare("prepare-by-hand").by())
        .isEqualTo(new StartedBy.Hand("2026-11-18", Optional.of("2026-11-19")));
    assertThat(prepare(with("to", "")).by())
        .isEqualTo(new StartedBy.Hand("2026-11-18", Optional.empty()));
  }

  @Test
  void laterOnThereAreTheWindowsThatAreLeft() {
    assertThat(prepare("prepare-the-next").windows()).contains(List.of("2026-11-19"));
    assertThat(prepare("prepare-after-the-last").windows()).contains(List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "from,    '',      to: there is no from; give the first window too",
    "started, now,     started: 'now' is no time such as 2026-11-21T00:30:00Z",
    "step,    skip,    'step: ''skip'' is none of prepare, advance, record_failure, tidy'",
    "execution, '',    execution: missing from the input",
    "curation, ad_traffic, is not of the form database.table"
  })
  void anInputThatIsWrongSaysWhatIs(String key, String value, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.of(EventPart.of(with(key, value))))
        .withMessageContaining(message);
  }

  @Test
  void windowsAreGivenInOneWay() {
    ObjectNode both = with("to", "");
    both.putObject("published").put("table", "shop.days").put("window", "2026-11-20");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.of(EventPart.of(both)))
        .withMessageContaining("give one of the two");

    both.put("from", "").putObject("published").put("table", "shop.days");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.of(EventPart.of(both)))
        .withMessage("published.window: missing from the input");
  }

  /** What is of another kind is no absence: it would run something else than was asked for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          windows   | "2026-11-20"   | windows: is a text where a list is needed
          windows   | [20261120]     | windows[0]: is a number where a text is needed
          published | "2026-11-20"   | published: is a text where an object is needed
          from      | 20261118       | from: is a number where a text is needed
          started   | 1795255260     | started: is a number where a text is needed
          curation  | {}             | curation: is an object where a text is needed
          """)
  void aValueOfAnotherKindIsRefused(String key, String value, String message)
      throws JsonProcessingException {
    ObjectNode input = (ObjectNode) json("prepare-by-hand");
    input.set(key, new ObjectMapper().readTree(value));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Step.of(EventPart.of(input)))
        .withMessage(message);
  }

  private static ObjectNode with(String key, String value) {
    return ((ObjectNode) json("prepare-by-hand")).put(key, value);
  }

  private static Step.Prepare prepare(String event) {
    return prepare(json(event));
  }

  private static Step.Prepare prepare(JsonNode input) {
    return (Step.Prepare) Step.of(EventPart.of(input));
  }

  private static JsonNode json(String event) {
    try {
      return new ObjectMapper().readTree(event(event));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
