package io.pharos.core.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** The text of a JSON file as YAML nodes, which know their lines. */
public final class JsonText {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private JsonText() {}

  /** The value of the text; empty and reported if it is not JSON. */
  public static Optional<Node> compose(String text, ProblemLog log) {
    try {
      JSON.readTree(text);
    } catch (JsonProcessingException refused) {
      log.add(Math.max(1, refused.getLocation().getLineNr()), "", NotJson.reason(refused));
      return Optional.empty();
    }
    // A tab in JSON stands between values only; YAML does not take it there.
    return YamlText.compose(text.replace('\t', ' '), log);
  }
}
