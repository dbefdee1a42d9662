package io.pharos.core.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Why a text is not JSON. */
public final class NotJson {
  /** Names the parser's source, which a reader knows by its file. */
  private static final Pattern SOURCE = Pattern.compile(" ?\\(start marker at \\[Source: .*]\\)");

  private NotJson() {}

  /** The reason, in words for whoever wrote the text. */
  public static String reason(JsonProcessingException wrong) {
    return "this is not JSON: " + SOURCE.matcher(wrong.getOriginalMessage()).replaceAll("");
  }
}
