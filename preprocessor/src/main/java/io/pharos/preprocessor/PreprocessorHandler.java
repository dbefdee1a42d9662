package io.pharos.preprocessor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse;
import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse.Record;
import com.amazonaws.services.lambda.runtime.events.KinesisAnalyticsInputPreprocessingResponse.Result;
import com.amazonaws.services.lambda.runtime.events.KinesisFirehoseEvent;
import io.pharos.aws.lambda.FunctionRuntime;
import io.pharos.aws.lambda.Invocation;
import io.pharos.aws.lambda.OperationalMetrics;
import io.pharos.aws.lambda.StreamTables;
import io.pharos.core.capture.LakeVetting;
import io.pharos.core.capture.LakeVetting.Fate;
import io.pharos.core.definition.TableName;
import io.pharos.core.stream.StreamEntry;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vets a batch of Firehose: each record is passed on with its valid events, dropped where it has
 * none, or left for the error folder where that cannot be said.
 */
@Named("preprocessor")
public final class PreprocessorHandler
    implements RequestHandler<KinesisFirehoseEvent, KinesisAnalyticsInputPreprocessingResponse> {
  /** A response of Lambda is 6 MB at most; what is not data takes the rest of it. */
  static final int MAX_RESPONSE_BYTES = 6 * 1024 * 1024 - 64 * 1024;

  /** What a record takes beside its data: ids and punctuation. */
  private static final int RECORD_OVERHEAD = 160;

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
  public KinesisAnalyticsInputPreprocessingResponse handleRequest(
      KinesisFirehoseEvent batch, Context context) {
    return invocation.during(
        context.getAwsRequestId(), context.getRemainingTimeInMillis(), () -> vet(batch));
  }

  private KinesisAnalyticsInputPreprocessingResponse vet(KinesisFirehoseEvent batch) {
    TableName table = tables.table(batch.getDeliveryStreamArn());
    invocation.about(table.database(), table.table());
    List<KinesisFirehoseEvent.Record> records = batch.getRecords();
    List<Fate> fates =
        vetting.vet(table, records.stream().map(PreprocessorHandler::entry).toList());
    return new Answer(table, records, fates).response();
  }

  private static StreamEntry entry(KinesisFirehoseEvent.Record record) {
    return new StreamEntry(
        place(record),
        Instant.ofEpochMilli(record.getApproximateArrivalTimestamp()),
        record.getData().array());
  }

  /** Records that a producer's library packed into one share its sequence number. */
  private static String place(KinesisFirehoseEvent.Record record) {
    Map<String, String> stream = record.getKinesisRecordMetadata();
    return stream == null
        ? record.getRecordId()
        : stream.get("sequenceNumber") + "." + stream.get("subsequenceNumber");
  }

  /** The response, made record by record. */
  private final class Answer {
    private final TableName table;
    private final List<KinesisFirehoseEvent.Record> records;
    private final List<Fate> fates;
    private final List<Record> answers = new ArrayList<>();
    private long bytes;
    private long passed;
    private long quarantined;
    private long failed;

    Answer(TableName table, List<KinesisFirehoseEvent.Record> records, List<Fate> fates) {
      this.table = table;
      this.records = records;
      this.fates = fates;
    }

    KinesisAnalyticsInputPreprocessingResponse response() {
      for (int i = 0; i < records.size(); i++) {
        answers.add(answer(records.get(i), fates.get(i)));
      }
      metrics.count(
          table,
          Map.of(
              "EventsPassed", passed,
              "EventsQuarantined", quarantined,
              "RecordsNotProcessed", failed));
      return new KinesisAnalyticsInputPreprocessingResponse(answers);
    }

    private Record answer(KinesisFirehoseEvent.Record record, Fate fate) {
      bytes += RECORD_OVERHEAD;
      return switch (fate) {
        case Fate.Passed done when fits(done.lines()) -> {
          passed += done.events();
          quarantined += done.refused();
          yield answer(record, Result.Ok, ByteBuffer.wrap(done.lines()));
        }
        case Fate.Passed tooMuch -> notProcessed(record, "the response would be over 6 MB");
        case Fate.Dropped none -> {
          quarantined += none.refused();
          yield answer(record, Result.Dropped, ByteBuffer.allocate(0));
        }
        case Fate.TryAgain again -> notProcessed(record, again.why());
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

    /** Firehose keeps the record, as it came, in the error folder. */
    private Record notProcessed(KinesisFirehoseEvent.Record record, String why) {
      failed++;
      LOG.error("record {} is not processed: {}", record.getRecordId(), why);
      return answer(record, Result.ProcessingFailed, ByteBuffer.allocate(0));
    }

    private static Record answer(
        KinesisFirehoseEvent.Record record, Result result, ByteBuffer data) {
      return new Record(record.getRecordId(), result, data);
    }
  }
}
