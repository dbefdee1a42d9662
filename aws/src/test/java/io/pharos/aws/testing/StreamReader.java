package io.pharos.aws.testing;

import io.pharos.core.definition.TableName;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What a consumer reads of a table's stream, which has one shard. */
public final class StreamReader {
  private StreamReader() {}

  public static List<String> lines(Endpoint endpoint, TableName table) {
    return records(endpoint, table).stream()
        .flatMap(record -> record.data().asUtf8String().lines())
        .toList();
  }

  public static List<Record> records(Endpoint endpoint, TableName table) {
    KinesisClient kinesis = endpoint.kinesis();
    String stream = endpoint.names().stream(table);
    String shard =
        kinesis.listShards(list -> list.streamName(stream)).shards().getFirst().shardId();
    String iterator =
        kinesis
            .getShardIterator(get ->
                get.streamName(stream)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    List<Record> records = new ArrayList<>();
    while (true) {
      String from = iterator;
      GetRecordsResponse page = kinesis.getRecords(get -> get.shardIterator(from));
      records.addAll(page.records());
      if (page.records().isEmpty() && page.millisBehindLatest() == 0) {
        return records;
      }
      iterator = page.nextShardIterator();
    }
  }
}
