package io.pharos.core.curation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.core.curation.Outcome.Counts;
import java.time.Instant;
import java.util.Optional;

/**
 * Outcomes as a history keeps them: one JSON object, so that an outcome can have more facts without
 * another column. A missing key was not known when the object was written.
 */
public final class OutcomeJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OutcomeJson() {}

  public static String text(Outcome outcome) {
    ObjectNode json =
        MAPPER
            .createObjectNode()
            .put("state", outcome.state().name())
            .put("rows", outcome.counts().rows())
            .put("unserved", outcome.counts().unserved())
            .put("bytes_scanned", outcome.counts().bytesScanned())
            .put("message", outcome.message());
    outcome.endedAt().ifPresent(at -> json.put("ended_at", at.toString()));
    return json.toString();
  }

  /**
   * Reads an outcome.
   *
   * @throws IllegalArgumentException if the text is not an outcome
   */
  public static Outcome parse(String text) {
    try {
      return outcome(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("this is no outcome of a run: " + text, e);
    }
  }

  private static Outcome outcome(JsonNode json) {
    Counts counts =
        new Counts(
            json.path("rows").asLong(),
            json.path("unserved").asLong(),
            json.path("bytes_scanned").asLong());
    return Outcome.of(
        Run.State.valueOf(json.path("state").asText()),
        counts,
        json.path("message").asText(),
        Optional.of(json.path("ended_at").asText())
            .filter(at -> !at.isEmpty())
            .map(Instant::parse));
  }
}
