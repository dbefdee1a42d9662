package io.pharos.aws.dynamodb;

import io.pharos.core.curation.RunLease;
import io.pharos.core.definition.TableName;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Leases in the table of the runs, an item a curation: whoever writes it has the lease. */
public final class DynamoDbRunLease implements RunLease {
  /** What it calls. */
  public static final List<String> ACTIONS = List.of("dynamodb:PutItem", "dynamodb:DeleteItem");

  private static final String GROUP = "leases";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoDbRunLease(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public boolean acquire(TableName curation, String owner, Instant until) {
    Map<String, AttributeValue> item = new HashMap<>(Items.key(GROUP, curation.toString()));
    item.put("lease_owner", AttributeValue.fromS(owner));
    item.put("lease_until", millis(until));
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression(
                  "attribute_not_exists(pk) OR lease_owner = :owner OR lease_until < :now")
              .expressionAttributeValues(
                  Map.of(":owner", AttributeValue.fromS(owner), ":now", millis(clock.instant()))));
      return true;
    } catch (ConditionalCheckFailedException taken) {
      return false;
    }
  }

  @Override
  public void release(TableName curation, String owner) {
    try {
      dynamo.deleteItem(delete ->
          delete
              .tableName(table)
              .key(Items.key(GROUP, curation.toString()))
              .conditionExpression("attribute_not_exists(pk) OR lease_owner = :owner")
              .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS(owner))));
    } catch (ConditionalCheckFailedException ofAnother) {
      return;
    }
  }

  private static AttributeValue millis(Instant instant) {
    return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
  }
}
