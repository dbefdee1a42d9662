package io.pharos.preprocessor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.lambda.EventPart;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.aws.lambda.StreamTables;
import io.pharos.core.capture.LakeVetting;
import io.pharos.core.capture.LakeVetting.Fate;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.OperationalCount;
import io.pharos.core.stream.StreamEntry;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vets a batch of Firehose. A record with valid events is passed on with these, a record without
 * any is dropped, and a record that could not be vetted goes to the error folder.
 */
@Named("preprocessor")
public final class PreprocessorHandler implements RequestStreamHandler {
  /** The most data of a response: Lambda's 6 MB, less the rest of the response. */
  static final int MAX_RESPONSE_BYTES = 6 * 1024 * 1024 - 64 * 1024;

  /** The bytes of a record beside its data: ids and punctuation. */
  private static final int RECORD_OVERHEAD = 160;

  private static final byte[] NO_DATA = {};

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(PreprocessorHandler.class);

  private final Invocation invocation;
  private final StreamTables tables;
  private final LakeVetting vetting;
  private final OperationalMetrics metrics;

  @Inject
  public PreprocessorHandler(FunctionRuntime runtime, StreamTables tables, LakeVetting vetting) {
    this.invocation = runtime.invocation();
    this.tables = tables;
    this.vetting = vetting;
    this.metrics = runtime.metrics();
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ObjectNode response =
        invocation.during(
            context.getAwsRequestId(),
            context.getRemainingTimeInMillis(),
            () -> vet(EventPart.read(input)));
    MAPPER.writeValue(output, response);
  }

  private ObjectNode vet(EventPart batch) {
    TableName table = tables.table(batch.text("deliveryStreamArn"));
    invocation.about(table.database(), table.table());
    List<Delivered> records = batch.parts("records").stream().map(Delivered::of).toList();
    List<Fate> fates = vetting.vet(table, records.stream().map(Delivered::entry).toList());
    return new Answer(table, records, fates).response();
  }

  /** A record as Firehose delivers it. */
  private record Delivered(String id, StreamEntry entry) {
    static Delivered of(EventPart record) {
      String id = record.text("recordId");
      return new Delivered(
          id,
          new StreamEntry(
              record.optionalPart("kinesisRecordMetadata").map(Delivered::place).orElse(id),
              record.millis("approximateArrivalTimestamp"),
              record.bytes("data")));
    }

    /**
     * The place of a record; records that a producer's library packed into one share its sequence
     * number.
     */
    private static String place(EventPart stream) {
      return stream.text("sequenceNumber") + "." + stream.scalar("subsequenceNumber");
    }
  }

  /** The response, built record by record. */
  private final class Answer {
    private final TableName table;
    private final List<Delivered> records;
    private final List<Fate> fates;
    private long bytes;
    private long passed;
    private long quarantined;
    private long failed;

    Answer(TableName table, List<Delivered> records, List<Fate> fates) {
      this.table = table;
      this.records = records;
      this.fates = fates;
    }

    ObjectNode response() {
      ObjectNode response = JsonNodeFactory.instance.objectNode();
      ArrayNode answers = response.putArray("records");
      for (int i = 0; i < records.size(); i++) {
        answers.add(answer(records.get(i), fates.get(i)));
      }
      metrics.count(
          table,
          Map.of(
              OperationalCount.EVENTS_PASSED, passed,
              OperationalCount.EVENTS_QUARANTINED, quarantined,
              OperationalCount.RECORDS_NOT_PROCESSED, failed));
      return response;
    }

    private ObjectNode answer(Delivered record, Fate fate) {
      bytes += RECORD_OVERHEAD;
      return switch (fate) {
        case Fate.Passed done when fits(done.lines()) -> {
          passed += done.events();
          quarantined += done.refused();
          yield answer(record, "Ok", done.lines());
        }
        case Fate.Passed tooMuch -> notProcessed(record, "the response would be over 6 MB");
        case Fate.Dropped none -> {
          quarantined += none.refused();
          yield answer(record, "Dropped", NO_DATA);
        }
        case Fate.NotVetted none -> notProcessed(record, none.why());
      };
    }

    private boolean fits(byte[] lines) {
      long encoded = (lines.length + 2L) / 3 * 4;
      if (bytes + encoded > MAX_RESPONSE_BYTES) {
        return false;
      }
      bytes += encoded;
      return true;
    }

    /** Leaves a record to Firehose, which keeps it unchanged in the error folder. */
    private ObjectNode notProcessed(Delivered record, String why) {
      failed++;
      LOG.error("record {} is not processed: {}", record.id(), why);
      return answer(record, "ProcessingFailed", NO_DATA);
    }

    private static ObjectNode answer(Delivered record, String result, byte[] data) {
      return JsonNodeFactory.instance
          .objectNode()
          .put("recordId", record.id())
          .put("result", result)
          .put("data", data);
    }
  }
}
