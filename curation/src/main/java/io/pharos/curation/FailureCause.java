package io.pharos.curation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Step Functions' cause of a failure: plain text, or the JSON of the failed part. */
final class FailureCause {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private FailureCause() {}

  /** The sentence for people in a cause. */
  static String message(String cause) {
    try {
      JsonNode json = MAPPER.readTree(cause);
      String ofLambda = json.path("errorMessage").asText("");
      return ofLambda.isEmpty() ? cause : ofLambda;
    } catch (JsonProcessingException plainText) {
      return cause;
    }
  }
}
