package io.pharos.infra.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The limits of names that are made of a prefix and the names of files. Other names are derived so
 * that they fit.
 */
final class NameLimits {
  private static final int SHOWN = 40;

  private static final List<Rule> RULES =
      List.of(
          new Rule("AWS::Glue::Database", "/DatabaseInput/Name", 255),
          new Rule("AWS::Glue::Table", "/TableInput/Name", 255),
          new Rule("AWS::CloudWatch::Alarm", "/AlarmName", 255),
          new Rule("AWS::CloudWatch::Dashboard", "/DashboardName", 255));

  /** The most characters of a column in Glue. */
  private static final int MAX_COLUMN = 255;

  private NameLimits() {}

  /** A service's limit: the most letters of a property. */
  private record Rule(String type, String property, int limit) {}

  /**
   * Refuses a template whose names do not fit.
   *
   * @throws IllegalArgumentException with all of these
   */
  static void check(byte[] template) {
    Set<String> tooLong = new LinkedHashSet<>();
    for (JsonNode resource : TemplateLimits.resources(template)) {
      String type = resource.path("Type").asText();
      JsonNode properties = resource.path("Properties");
      for (Rule rule : RULES) {
        if (rule.type.equals(type)) {
          note(type, properties.at(rule.property), rule.limit, tooLong);
        }
      }
      for (JsonNode column : properties.at("/TableInput/StorageDescriptor/Columns")) {
        note("column of a table", column.path("Name"), MAX_COLUMN, tooLong);
      }
    }
    if (!tooLong.isEmpty()) {
      throw new IllegalArgumentException(
          "names are too long:\n  "
              + String.join("\n  ", tooLong)
              + "\ntake a shorter DatabasePrefix, or shorter names of databases, tables or columns");
    }
  }

  private static void note(String what, JsonNode name, int limit, Set<String> tooLong) {
    String text = name.asText();
    if (text.length() > limit) {
      tooLong.add(
          "%s: '%s..' has %d letters, and may have %d"
              .formatted(what, text.substring(0, SHOWN), text.length(), limit));
    }
  }
}
