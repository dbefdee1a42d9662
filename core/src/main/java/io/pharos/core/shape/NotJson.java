package io.pharos.core.shape;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Pattern;

/** Why a text is not JSON. */
public final class NotJson {
  /** The name of the parser's source in its messages; readers know the file already. */
  private static final Pattern SOURCE = Pattern.compile(" ?\\(start marker at \\[Source: .*]\\)");

  private NotJson() {}

  /** The reason, for the author of the text. */
  public static String reason(JsonProcessingException wrong) {
    return "this is not JSON: " + SOURCE.matcher(wrong.getOriginalMessage()).replaceAll("");
  }
}
