package io.pharos.sql.functions;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trino's paths into JSON: $, .name, ["name"], [index]. */
record JsonPaths(List<String> steps) {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.([\\p{L}\\p{N}_:]+)|\\[\\s*(\\d+)\\s*\\]|\\[\"((?:[^\"\\\\]|\\\\.)*)\"\\]|\\[([\\w]+)\\]");

  static JsonPaths of(String path) {
    if (!path.startsWith("$")) {
      throw new Refusal("Invalid JSON path: '" + path + "'");
    }
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = 1;
    while (at < path.length()) {
      if (!step.find(at) || step.start() != at) {
        throw new Refusal("Invalid JSON path: '" + path + "'");
      }
      String quoted = step.group(3);
      steps.add(
          step.group(1) != null
              ? step.group(1)
              : step.group(2) != null
                  ? step.group(2)
                  : quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : step.group(4));
      at = step.end();
    }
    return new JsonPaths(steps);
  }

  /** Goes to the first value that the path leads to; false where there is none. */
  boolean walk(JsonParser parser) throws IOException {
    for (String step : steps) {
      boolean found =
          switch (parser.currentToken()) {
            case START_OBJECT -> field(parser, step);
            case START_ARRAY -> step.matches("\\d{1,9}") && item(parser, Integer.parseInt(step));
            case null, default -> false;
          };
      if (!found) {
        return false;
      }
    }
    return true;
  }

  private static boolean field(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  private static boolean item(JsonParser parser, int index) throws IOException {
    for (int i = 0; ; i++) {
      JsonToken token = parser.nextToken();
      if (token == null || token == JsonToken.END_ARRAY) {
        return false;
      }
      if (i == index) {
        return true;
      }
      parser.skipChildren();
    }
  }
}
