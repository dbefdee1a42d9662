package io.pharos.aws.dynamodb;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

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

  /** All items of a query. The stream is lazy: little more is read than is taken. */
  static Stream<Map<String, AttributeValue>> stream(DynamoDbClient dynamo, QueryRequest query) {
    return Stream.iterate(
            Optional.of(dynamo.query(query)),
            Optional::isPresent,
            page -> page.flatMap(last -> next(dynamo, query, last)))
        .flatMap(page -> page.orElseThrow().items().stream());
  }

  private static Optional<QueryResponse> next(
      DynamoDbClient dynamo, QueryRequest query, QueryResponse last) {
    return last.hasLastEvaluatedKey() && !last.lastEvaluatedKey().isEmpty()
        ? Optional.of(
            dynamo.query(query.toBuilder().exclusiveStartKey(last.lastEvaluatedKey()).build()))
        : Optional.empty();
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
