package io.pharos.infra.stack;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.core.shape.NotJson;
import io.pharos.core.shape.Spelling;
import java.io.IOException;

/**
 * {@code config/<branch>.json}: {@code {"Parameters": {"Dev": "true"}}}, in the form of
 * CodePipeline and the AWS CLI.
 */
final class ConfigurationFile {
  private static final String PARAMETERS = "Parameters";

  private ConfigurationFile() {}

  /**
   * Reads a file's text.
   *
   * @param file its name, for messages
   */
  static ParameterValues read(String file, String text) throws IOException {
    ParameterValues values = new ParameterValues(file);
    try (JsonParser json = new JsonFactory().createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        values.problem(1, "", "it is not a JSON object: write {\"Parameters\": {}}");
      } else {
        sections(json, values);
        if (json.nextToken() != null) {
          values.problem(
              line(json), "", "something follows the JSON object; a file is one object alone");
        }
      }
    } catch (JsonProcessingException e) {
      values.problem(Math.max(1, e.getLocation().getLineNr()), "", NotJson.reason(e));
    }
    return values;
  }

  private static void sections(JsonParser json, ParameterValues values) throws IOException {
    boolean read = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String section = json.currentName();
      int line = line(json);
      JsonToken value = json.nextToken();
      if (!section.equals(PARAMETERS)) {
        values.problem(line, section, "there is no such section; there is \"Parameters\" only");
        json.skipChildren();
      } else if (read) {
        values.problem(line, section, "it is there twice; put all parameters into one");
        json.skipChildren();
      } else if (value == JsonToken.START_OBJECT) {
        read = true;
        parameters(json, values);
      } else {
        values.problem(line, section, "it is an object: \"Parameters\": {\"Dev\": \"true\"}");
        json.skipChildren();
      }
    }
  }

  private static void parameters(JsonParser json, ParameterValues values) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      int line = line(json);
      JsonToken value = json.nextToken();
      if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
        values.problem(line, ParameterValues.path(name), "its value is a text, a number or a flag");
        json.skipChildren();
      } else {
        String text = json.getText();
        StackParameter.of(name)
            .ifPresentOrElse(
                parameter -> values.put(parameter, line, text),
                () -> values.problem(line, ParameterValues.path(name), unknown(name)));
      }
    }
  }

  private static String unknown(String name) {
    String hint = Spelling.hint(name, StackParameter.texts());
    return "unknown parameter"
        + (hint.isEmpty() ? "; there are " + String.join(", ", StackParameter.texts()) : hint);
  }

  private static int line(JsonParser json) {
    return json.currentTokenLocation().getLineNr();
  }
}
