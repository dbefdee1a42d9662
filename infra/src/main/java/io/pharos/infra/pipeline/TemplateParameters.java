package io.pharos.infra.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A template's parameters by name; the AWS CLI silently drops unknown ones. */
final class TemplateParameters {
  private static final Pattern NAME = Pattern.compile(" {2}([A-Za-z0-9]+):");
  private static final Pattern PROPERTY = Pattern.compile(" {4}([A-Za-z]+): (.+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private TemplateParameters() {}

  /** In the order of the template. */
  static List<TemplateParameter> of(Path template) throws IOException {
    Map<String, Map<String, String>> found = new LinkedHashMap<>();
    Map<String, String> properties = new LinkedHashMap<>();
    for (String line : section(template)) {
      Matcher name = NAME.matcher(line);
      Matcher property = PROPERTY.matcher(line);
      if (name.matches()) {
        properties = new LinkedHashMap<>();
        found.put(name.group(1), properties);
      } else if (property.matches()) {
        properties.put(property.group(1), property.group(2));
      }
    }
    List<TemplateParameter> parameters = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> each : found.entrySet()) {
      parameters.add(parameter(each.getKey(), each.getValue()));
    }
    return parameters;
  }

  private static List<String> section(Path template) throws IOException {
    return Files.readAllLines(template).stream()
        .dropWhile(line -> !line.equals("Parameters:"))
        .skip(1)
        .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
        .toList();
  }

  private static TemplateParameter parameter(String name, Map<String, String> properties)
      throws JsonProcessingException {
    String pattern = properties.get("AllowedPattern");
    return new TemplateParameter(
        name,
        texts(properties.getOrDefault("AllowedValues", "[]")),
        pattern == null ? Optional.empty() : Optional.of(text(pattern)),
        text(properties.getOrDefault("ConstraintDescription", "")));
  }

  private static List<String> texts(String list) throws JsonProcessingException {
    List<String> texts = new ArrayList<>();
    for (String each : Arrays.asList(list.replaceAll("^\\[|]$", "").split(", *"))) {
      if (!each.isEmpty()) {
        texts.add(text(each));
      }
    }
    return texts;
  }

  /** Reads a double-quoted text of YAML as JSON. */
  private static String text(String scalar) throws JsonProcessingException {
    return scalar.startsWith("\"") ? JSON.readValue(scalar, String.class) : scalar;
  }
}
