package io.pharos.aws.dynamodb;

import io.pharos.aws.Actions;
import io.pharos.aws.Backoff;
import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import io.pharos.core.serving.ServingTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteRequest;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Served rows in one DynamoDB table: partition key {@code <database>.<as>#<key>}, sort key the sort
 * value.
 */
public final class DynamoDbServingTable implements ServingTable {
  /** BatchWriteItem accepts at most 25 different items. */
  static final int MAX_BATCH = 25;

  private static final String JSON = "json";

  /** The least sort key: a key attribute can neither be empty nor be compared with an empty one. */
  private static final String FIRST = "\0";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Backoff backoff;

  public DynamoDbServingTable(DynamoDbClient dynamo, String table, Backoff backoff) {
    this.dynamo = dynamo;
    this.table = table;
    this.backoff = backoff;
  }

  @Actions("dynamodb:BatchWriteItem")
  @Override
  public void upsert(ServedName name, List<ServedRow> rows) {
    Map<Map<String, AttributeValue>, WriteRequest> writes = new LinkedHashMap<>();
    for (ServedRow row : rows) {
      Map<String, AttributeValue> item = key(name, row);
      Map<String, AttributeValue> whole = new LinkedHashMap<>(item);
      whole.put(JSON, AttributeValue.fromS(row.json()));
      writes.put(
          item,
          WriteRequest.builder().putRequest(PutRequest.builder().item(whole).build()).build());
    }
    write(List.copyOf(writes.values()));
  }

  @Actions("dynamodb:BatchWriteItem")
  @Override
  public void delete(ServedName name, List<ServedRow> rows) {
    Map<Map<String, AttributeValue>, WriteRequest> writes = new LinkedHashMap<>();
    for (ServedRow row : rows) {
      Map<String, AttributeValue> item = key(name, row);
      writes.put(
          item,
          WriteRequest.builder().deleteRequest(DeleteRequest.builder().key(item).build()).build());
    }
    write(List.copyOf(writes.values()));
  }

  private static Map<String, AttributeValue> key(ServedName name, ServedRow row) {
    return Items.key(partition(name, row.key()), row.sort());
  }

  private static String partition(ServedName name, String key) {
    return name + "#" + key;
  }

  private void write(List<WriteRequest> writes) {
    for (int from = 0; from < writes.size(); from += MAX_BATCH) {
      writeBatch(writes.subList(from, Math.min(from + MAX_BATCH, writes.size())));
    }
  }

  private void writeBatch(List<WriteRequest> batch) {
    List<WriteRequest> left = batch;
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<WriteRequest> sent = left;
      left =
          dynamo
              .batchWriteItem(write -> write.requestItems(Map.of(table, sent)))
              .unprocessedItems()
              .getOrDefault(table, List.of());
      if (!left.isEmpty() && !backoff.pause(attempt)) {
        throw new IllegalStateException(
            table + " did not take " + left.size() + " of " + batch.size() + " rows in time");
      }
    }
  }

  @Actions("dynamodb:Query")
  @Override
  public List<ServedRow> query(ServedName name, String key, String from, String to, int limit) {
    if (from.compareTo(to) > 0 || to.isEmpty()) {
      return List.of(); // BETWEEN would be refused
    }
    String first = from.isEmpty() ? FIRST : from;
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression(
                Items.PARTITION + " = :key AND " + Items.SORT + " BETWEEN :from AND :to")
            .expressionAttributeValues(
                Map.of(
                    ":key", AttributeValue.fromS(partition(name, key)),
                    ":from", AttributeValue.fromS(first),
                    ":to", AttributeValue.fromS(to)))
            .limit(limit)
            .build();
    return Items.stream(dynamo, query)
        .limit(limit)
        .map(item -> new ServedRow(key, Items.text(item, Items.SORT), Items.text(item, JSON)))
        .toList();
  }
}
