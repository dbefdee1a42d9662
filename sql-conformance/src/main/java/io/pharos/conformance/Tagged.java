package io.pharos.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Trino's tagged values as text: the kind, then the value. */
final class Tagged {
  private Tagged() {}

  static String list(JsonNode values) {
    return StreamSupport.stream(values.spliterator(), false)
        .map(Tagged::value)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String value(JsonNode value) {
    if (value.isArray()) {
      return list(value);
    }
    if (!value.isObject()) {
      return value.asText();
    }
    JsonNode inner = value.path("v");
    String kind = value.path("t").asText();
    return switch (kind) {
      case "map" -> map(inner);
      case "row" -> "row" + list(inner);
      case "int", "dec", "dbl", "date" -> kind + " " + inner.asText();
      case "ts", "SqlTime", "SqlTime/time(0)", "SqlTime/time(3)" -> "time " + plain(inner.asText());
      // what is shown as text is told apart by the column's type, which is compared too
      default -> "text " + inner.asText();
    };
  }

  /** Without zeros at the end of a fraction: digits belong to the type, which is compared too. */
  static String plain(String time) {
    return time.replaceAll("(:\\d\\d)\\.(\\d*[1-9])?0*( |$)", "$1.$2$3")
        .replaceAll("\\.( |$)", "$1");
  }

  private static String map(JsonNode entries) {
    return StreamSupport.stream(entries.spliterator(), false)
        .map(entry -> value(entry.path(0)) + "=" + value(entry.path(1)))
        .sorted()
        .collect(Collectors.joining(", ", "map{", "}"));
  }
}
