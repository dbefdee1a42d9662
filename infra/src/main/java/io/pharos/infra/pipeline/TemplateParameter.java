package io.pharos.infra.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter of a template, and its allowed values.
 *
 * @param allowed values; empty for any
 * @param pattern of the whole value
 * @param meant the pattern in words; may be empty
 */
record TemplateParameter(
    String name, List<String> allowed, Optional<String> pattern, String meant) {
  TemplateParameter {
    allowed = List.copyOf(allowed);
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> problem(String value) {
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      return Optional.of(told(value, "none of " + String.join(", ", allowed)));
    }
    return pattern
        .filter(form -> !Pattern.matches(form, value))
        .map(form -> told(value, "not " + (meant.isEmpty() ? "of the form " + form : meant)));
  }

  private String told(String value, String is) {
    return "--parameter: " + name + ": '" + value + "' is " + is;
  }
}
