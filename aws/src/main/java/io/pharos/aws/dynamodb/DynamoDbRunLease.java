package io.pharos.aws.dynamodb;

import io.pharos.aws.Actions;
import io.pharos.core.curation.RunLease;
import io.pharos.core.definition.CurationName;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** Leases in the table of the runs, one item per curation: the writer of the item has the lease. */
public final class DynamoDbRunLease implements RunLease {
  private static final String GROUP = "leases";

  private final DynamoDbClient dynamo;
  private final String table;
  private final Clock clock;

  public DynamoDbRunLease(DynamoDbClient dynamo, String table, Clock clock) {
    this.dynamo = dynamo;
    this.table = table;
    this.clock = clock;
  }

  @Actions("dynamodb:PutItem")
  @Override
  public boolean acquire(CurationName curation, String owner, Instant until) {
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

  @Actions("dynamodb:GetItem")
  @Override
  public boolean free(CurationName curation, String owner) {
    Map<String, AttributeValue> lease =
        dynamo
            .getItem(get ->
                get.tableName(table)
                    .consistentRead(true)
                    .key(Items.key(GROUP, curation.toString())))
            .item();
    return lease.isEmpty()
        || Items.text(lease, "lease_owner").equals(owner)
        || Items.number(lease, "lease_until") < clock.instant().toEpochMilli();
  }

  @Actions("dynamodb:DeleteItem")
  @Override
  public void release(CurationName curation, String owner) {
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
