package io.pharos.aws.kinesis;

import io.pharos.aws.Actions;
import io.pharos.aws.Backoff;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.EventStream;
import io.pharos.core.stream.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * The stream of a table is a Kinesis stream. Records are sent in as few calls as the service
 * allows, and only the records that a call did not accept are sent again. If the answer to an
 * accepted call is lost, its records are in the stream twice; their events keep their ids, and
 * count once in curated tables.
 */
public final class KinesisEventStream implements EventStream {
  /** PutRecords accepts at most 500 records and 10 MiB, partition keys included. */
  static final int MAX_RECORDS = 500;

  static final int MAX_REQUEST_BYTES = 10 * 1024 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(KinesisEventStream.class);
  private static final String THROTTLED = "ProvisionedThroughputExceededException";
  private static final AppendResult FULL =
      new AppendResult.Refused(
          AppendResult.Cause.THROTTLED, "the stream is at its limit; send the event again later");
  private static final AppendResult FAILED =
      new AppendResult.Refused(
          AppendResult.Cause.STREAM_ERROR, "the stream did not take the event; send it again");

  private final KinesisClient kinesis;
  private final StackNames names;
  private final Backoff backoff;

  public KinesisEventStream(KinesisClient kinesis, StackNames names, Backoff backoff) {
    this.kinesis = kinesis;
    this.names = names;
    this.backoff = backoff;
  }

  /** Records of one call, by their positions among all. */
  private record Chunk(List<Integer> places, List<PutRecordsRequestEntry> entries) {}

  @Actions("kinesis:PutRecords")
  @Override
  public CompletionStage<List<AppendResult>> append(TableName table, List<StreamRecord> records) {
    AppendResult[] results = new AppendResult[records.size()];
    for (Chunk chunk : chunks(records)) {
      put(names.stream(table), chunk, results);
    }
    return CompletableFuture.completedStage(List.of(results));
  }

  private static List<Chunk> chunks(List<StreamRecord> records) {
    List<Chunk> chunks = new ArrayList<>();
    Chunk open = new Chunk(new ArrayList<>(), new ArrayList<>());
    int bytes = 0;
    for (int i = 0; i < records.size(); i++) {
      PutRecordsRequestEntry entry = entry(records.get(i));
      int size = entry.data().asByteArrayUnsafe().length + entry.partitionKey().length();
      if (open.places.size() == MAX_RECORDS || bytes + size > MAX_REQUEST_BYTES) {
        chunks.add(open);
        open = new Chunk(new ArrayList<>(), new ArrayList<>());
        bytes = 0;
      }
      open.places.add(i);
      open.entries.add(entry);
      bytes += size;
    }
    if (!open.places.isEmpty()) {
      chunks.add(open);
    }
    return chunks;
  }

  /** A random partition key, which spreads records evenly over the shards. */
  private static PutRecordsRequestEntry entry(StreamRecord record) {
    return PutRecordsRequestEntry.builder()
        .data(SdkBytes.fromByteArrayUnsafe(record.lines()))
        .partitionKey(Long.toHexString(ThreadLocalRandom.current().nextLong()))
        .build();
  }

  private void put(String stream, Chunk chunk, AppendResult[] results) {
    chunk.places.forEach(place -> results[place] = FAILED); // where there is no time to try
    Chunk left = chunk;
    for (int attempt = 1; !left.places.isEmpty() && backoff.hasTime(); attempt++) {
      left = attempt(stream, left, results);
      if (!left.places.isEmpty() && !backoff.pause(attempt)) {
        return;
      }
    }
  }

  /** Sends a chunk, and returns the records to send again; the results of all others are final. */
  private Chunk attempt(String stream, Chunk chunk, AppendResult[] results) {
    Chunk left = new Chunk(new ArrayList<>(), new ArrayList<>());
    List<PutRecordsResultEntry> answers;
    try {
      answers =
          kinesis
              .putRecords(
                  PutRecordsRequest.builder()
                      .streamName(stream)
                      .records(chunk.entries)
                      .overrideConfiguration(backoff.withinTheTimeLeft())
                      .build())
              .records();
    } catch (SdkException e) {
      LOG.error("stream {} took nothing: {}", stream, e.getMessage());
      AppendResult result = throttled(e) ? FULL : FAILED;
      chunk.places.forEach(place -> results[place] = result);
      return transientTrouble(e) ? chunk : left;
    }
    for (int i = 0; i < answers.size(); i++) {
      String error = answers.get(i).errorCode();
      int place = chunk.places.get(i);
      if (error == null) {
        results[place] = AppendResult.STORED;
      } else {
        results[place] = error.equals(THROTTLED) ? FULL : FAILED;
        left.places.add(place);
        left.entries.add(chunk.entries.get(i));
      }
    }
    return left;
  }

  private static boolean throttled(SdkException e) {
    return e instanceof ProvisionedThroughputExceededException
        || (e instanceof KinesisException service && service.isThrottlingException());
  }

  /** Whether another attempt may help: a refusal, as of expired credentials, would come again. */
  private static boolean transientTrouble(SdkException e) {
    return throttled(e)
        || !(e instanceof SdkServiceException service)
        || service.statusCode() >= 500;
  }
}
