package io.pharos.aws.dynamodb;

import io.pharos.aws.Actions;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Runs and paused curations in one DynamoDB table. A run is written three times in one transaction,
 * once for each question that is asked of the history, so that every answer is consistent: among
 * all runs, among those of its curation, and among those of its window.
 */
public final class DynamoDbRunHistory implements RunHistory {
  private static final String ALL = "runs";
  private static final String PAUSED = "paused";
  private static final String SEEN = "seen";

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoDbRunHistory(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Actions("dynamodb:PutItem")
  @Override
  public void record(Run run) {
    List<TransactWriteItem> writes =
        Stream.of(ALL, of(run.curation()), of(run.curation(), run.window()))
            .map(group -> TransactWriteItem.builder().put(put(group, run)).build())
            .toList();
    dynamo.transactWriteItems(write -> write.transactItems(writes));
  }

  private Put put(String group, Run run) {
    Map<String, AttributeValue> item = new HashMap<>(Items.key(group, run.id()));
    item.put("curation", AttributeValue.fromS(run.curation().toString()));
    item.put("window_start", AttributeValue.fromS(run.window().start().toString()));
    item.put("window_end", AttributeValue.fromS(run.window().end().toString()));
    item.put("state", AttributeValue.fromS(run.state().name()));
    item.put("provisional", AttributeValue.fromBool(run.provisional()));
    item.put("started_at", AttributeValue.fromS(run.startedAt().toString()));
    run.endedAt().ifPresent(at -> item.put("ended_at", AttributeValue.fromS(at.toString())));
    item.put("location", AttributeValue.fromS(run.location()));
    item.put("rows", AttributeValue.fromN(Long.toString(run.rows())));
    item.put("unserved", AttributeValue.fromN(Long.toString(run.unserved())));
    item.put("bytes_scanned", AttributeValue.fromN(Long.toString(run.bytesScanned())));
    item.put("message", AttributeValue.fromS(run.message()));
    return Put.builder().tableName(table).item(item).build();
  }

  @Actions("dynamodb:Query")
  @Override
  public List<Run> runs(Optional<CurationName> curation, int limit) {
    return query(curation.map(DynamoDbRunHistory::of).orElse(ALL), limit);
  }

  @Actions("dynamodb:Query")
  @Override
  public List<Run> runs(CurationName curation, Window window) {
    return query(of(curation, window), Integer.MAX_VALUE);
  }

  private List<Run> query(String group, int limit) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression(Items.PARTITION + " = :group")
            .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group)))
            .consistentRead(true)
            .scanIndexForward(false)
            .build();
    return Items.query(dynamo, query, limit).stream().map(DynamoDbRunHistory::run).toList();
  }

  private static Run run(Map<String, AttributeValue> item) {
    return new Run(
        Items.text(item, Items.SORT),
        CurationName.parse(Items.text(item, "curation")),
        new Window(Items.instant(item, "window_start"), Items.instant(item, "window_end")),
        Run.State.valueOf(Items.text(item, "state")),
        Items.flag(item, "provisional"),
        Items.instant(item, "started_at"),
        item.containsKey("ended_at")
            ? Optional.of(Items.instant(item, "ended_at"))
            : Optional.empty(),
        Items.text(item, "location"),
        Items.number(item, "rows"),
        item.containsKey("unserved") ? Items.number(item, "unserved") : 0,
        Items.number(item, "bytes_scanned"),
        Items.text(item, "message"));
  }

  private static String of(CurationName curation) {
    return "runs#" + curation;
  }

  private static String of(CurationName curation, Window window) {
    return "runs#" + curation + "#" + window.start() + "/" + window.end();
  }

  @Actions({"dynamodb:DeleteItem", "dynamodb:PutItem"})
  @Override
  public void pause(CurationName curation, boolean paused) {
    Map<String, AttributeValue> key = Items.key(PAUSED, curation.toString());
    if (paused) {
      dynamo.putItem(put -> put.tableName(table).item(key));
    } else {
      dynamo.deleteItem(delete -> delete.tableName(table).key(key));
    }
  }

  @Actions({"dynamodb:GetItem", "dynamodb:PutItem"})
  @Override
  public Instant firstSeen(CurationName curation, Instant now) {
    Map<String, AttributeValue> key = Items.key(SEEN, curation.toString());
    Map<String, AttributeValue> item = new HashMap<>(key);
    item.put("at", AttributeValue.fromS(now.toString()));
    try {
      dynamo.putItem(put ->
          put.tableName(table)
              .item(item)
              .conditionExpression("attribute_not_exists(" + Items.PARTITION + ")"));
      return now;
    } catch (ConditionalCheckFailedException seenBefore) {
      return Items.instant(
          dynamo.getItem(get -> get.tableName(table).consistentRead(true).key(key)).item(), "at");
    }
  }

  @Actions("dynamodb:GetItem")
  @Override
  public boolean paused(CurationName curation) {
    return dynamo
        .getItem(get ->
            get.tableName(table).consistentRead(true).key(Items.key(PAUSED, curation.toString())))
        .hasItem();
  }
}
