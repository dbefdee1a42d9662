package io.pharos.aws.dynamodb;

import io.pharos.aws.Actions;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Runs and paused curations in one DynamoDB table. A run is written in one transaction, once for
 * each query of the history, so that every answer is consistent: all runs, the curation's, the
 * window's and, while it is under way, the runs under way.
 */
public final class DynamoDbRunHistory implements RunHistory {
  private static final String ALL = "runs";
  private static final String UNDER_WAY = "under_way";
  private static final String PAUSED = "paused";
  private static final String SEEN = "seen";
  private static final int PAGE = 100;

  private final DynamoDbClient dynamo;
  private final String table;

  public DynamoDbRunHistory(DynamoDbClient dynamo, String table) {
    this.dynamo = dynamo;
    this.table = table;
  }

  @Actions({"dynamodb:DeleteItem", "dynamodb:PutItem"})
  @Override
  public void record(Run run) {
    List<TransactWriteItem> writes =
        Stream.concat(
                Stream.of(ALL, of(run.curation()), of(run.curation(), run.window()))
                    .map(group -> put(group, run)),
                Stream.of(run.endedAt().isEmpty() ? put(UNDER_WAY, run) : delete(UNDER_WAY, run)))
            .toList();
    dynamo.transactWriteItems(write -> write.transactItems(writes));
  }

  private TransactWriteItem put(String group, Run run) {
    Map<String, AttributeValue> item = RunItem.of(group, run);
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private TransactWriteItem delete(String group, Run run) {
    return TransactWriteItem.builder()
        .delete(delete -> delete.tableName(table).key(Items.key(group, run.id())))
        .build();
  }

  @Actions("dynamodb:Query")
  @Override
  public List<Run> runs(Optional<CurationName> curation, int limit) {
    return newest(curation.map(DynamoDbRunHistory::of).orElse(ALL)).limit(limit).toList();
  }

  @Actions("dynamodb:Query")
  @Override
  public List<Run> runs(CurationName curation, Window window) {
    return newest(of(curation, window)).toList();
  }

  @Actions("dynamodb:Query")
  @Override
  public Stream<Run> newest(CurationName curation) {
    return newest(of(curation));
  }

  @Override
  public Optional<Run> latest(CurationName curation, Run.State state) {
    return newest(curation).filter(run -> run.state() == state).findFirst();
  }

  /**
   * Runs under way of an earlier version, which have no such item: they are among the newest runs.
   */
  @Actions("dynamodb:Query")
  @Override
  public List<Run> underWay() {
    return Stream.concat(
            newest(UNDER_WAY), newest(ALL).limit(PAGE).filter(run -> run.endedAt().isEmpty()))
        .distinct()
        .sorted(Comparator.comparing(Run::id).reversed())
        .toList();
  }

  private Stream<Run> newest(String group) {
    QueryRequest query =
        QueryRequest.builder()
            .tableName(table)
            .keyConditionExpression(Items.PARTITION + " = :group")
            .expressionAttributeValues(Map.of(":group", AttributeValue.fromS(group)))
            .consistentRead(true)
            .scanIndexForward(false)
            .limit(PAGE)
            .build();
    return Items.stream(dynamo, query).map(RunItem::run);
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
