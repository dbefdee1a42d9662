package io.pharos.core.definition;

import java.util.List;

/**
 * A database as {@code tables/<database>/_database.yaml} declares it.
 *
 * @param namespace of its metrics, such as {@code Warehouse/Advertising}
 */
public record DatabaseDefinition(
    String name, String description, String namespace, List<Ratio> ratios) {

  /**
   * A metric made of two: the count of one table divided by the count of another, or, for looked-up
   * rows, one column by another.
   *
   * @param name in PascalCase, such as {@code ClickthroughRate}
   */
  public record Ratio(String name, String numerator, String denominator) {}

  public DatabaseDefinition {
    ratios = List.copyOf(ratios);
  }
}
