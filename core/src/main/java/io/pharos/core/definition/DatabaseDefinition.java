package io.pharos.core.definition;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A database as {@code tables/<database>/_database.yaml} declares it.
 *
 * @param namespace of its metrics, such as {@code Warehouse/Advertising}
 */
public record DatabaseDefinition(
    String name, String description, String namespace, List<Ratio> ratios) {

  /**
   * A ratio of two metrics: the count of one table divided by the count of another; in looked-up
   * rows, one column divided by another.
   *
   * @param name in PascalCase, such as {@code ClickthroughRate}
   */
  public record Ratio(String name, String numerator, String denominator) {}

  public DatabaseDefinition {
    ratios = List.copyOf(ratios);
  }

  /** A database that has no file of its own. */
  public static DatabaseDefinition byDefault(String name) {
    return new DatabaseDefinition(name, "", namespace(name), List.of());
  }

  /** {@code Warehouse/WebShop} for {@code web_shop}. */
  private static String namespace(String name) {
    return "Warehouse/" + pascalCase(name);
  }

  /** The metric of a table's events: {@code AdClicks} for {@code ad_clicks}. */
  public static String metric(TableName table) {
    return pascalCase(table.table());
  }

  private static String pascalCase(String name) {
    return Arrays.stream(name.split("_", -1))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
