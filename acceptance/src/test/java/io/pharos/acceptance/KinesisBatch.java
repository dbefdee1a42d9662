package io.pharos.acceptance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.StreamReader;
import io.pharos.core.definition.TableName;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;

/** What stands in a stream, as Lambda's event source and as Firehose hand it on. */
final class KinesisBatch {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String ARN = "arn:aws:kinesis:eu-west-1:123456789012:stream/";

  private final String stream;
  private final List<Record> records;

  private KinesisBatch(String stream, List<Record> records) {
    this.stream = stream;
    this.records = records;
  }

  /** All records of a table's stream, which has one shard. */
  static KinesisBatch of(Endpoint stack, TableName table) {
    return new KinesisBatch(stack.names().stream(table), StreamReader.records(stack, table));
  }

  int size() {
    return records.size();
  }

  /** For a function behind the stream. */
  String eventSource() {
    ObjectNode event = MAPPER.createObjectNode();
    ArrayNode list = event.putArray("Records");
    for (Record record : records) {
      ObjectNode one = list.addObject();
      one.putObject("kinesis")
          .put("kinesisSchemaVersion", "1.0")
          .put("partitionKey", record.partitionKey())
          .put("sequenceNumber", record.sequenceNumber())
          .put("data", data(record))
          .put(
              "approximateArrivalTimestamp",
              record.approximateArrivalTimestamp().toEpochMilli() / 1_000.0);
      one.put("eventSource", "aws:kinesis")
          .put("eventVersion", "1.0")
          .put("eventID", "shardId-000000000000:" + record.sequenceNumber())
          .put("eventName", "aws:kinesis:record")
          .put("awsRegion", "eu-west-1")
          .put("eventSourceARN", ARN + stream);
    }
    return event.toString();
  }

  /** For the function that transforms a delivery. */
  String firehose() {
    ObjectNode event =
        MAPPER
            .createObjectNode()
            .put("invocationId", "2b4d1ad9-2f48-94bd-a088-767c317e994a")
            .put("sourceKinesisStreamArn", ARN + stream)
            .put(
                "deliveryStreamArn",
                "arn:aws:firehose:eu-west-1:123456789012:deliverystream/" + stream)
            .put("region", "eu-west-1");
    ArrayNode list = event.putArray("records");
    for (Record record : records) {
      long arrival = record.approximateArrivalTimestamp().toEpochMilli();
      ObjectNode one =
          list.addObject()
              .put("recordId", record.sequenceNumber() + "00")
              .put("approximateArrivalTimestamp", arrival)
              .put("data", data(record));
      one.putObject("kinesisRecordMetadata")
          .put("sequenceNumber", record.sequenceNumber())
          .put("subsequenceNumber", 0)
          .put("partitionKey", record.partitionKey())
          .put("shardId", "shardId-000000000000")
          .put("approximateArrivalTimestamp", arrival);
    }
    return event.toString();
  }

  private static String data(Record record) {
    return Base64.getEncoder().encodeToString(record.data().asByteArray());
  }
}
