package io.pharos.aws.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items of the tables: each has a partition key {@code pk} and a sort key {@code sk}, both text.
 */
final class Items {
  static final String PARTITION = "pk";
  static final String SORT = "sk";

  private Items() {}

  static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of(PARTITION, AttributeValue.fromS(partition), SORT, AttributeValue.fromS(sort));
  }

  static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  static long number(Map<String, AttributeValue> item, String name) {
    return Long.parseLong(value(item, name).n());
  }

  static boolean flag(Map<String, AttributeValue> item, String name) {
    return value(item, name).bool();
  }

  static Instant instant(Map<String, AttributeValue> item, String name) {
    return Instant.parse(text(item, name));
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }
}
