package io.pharos.aws.firehose;

import io.pharos.aws.Actions;
import io.pharos.aws.Backoff;
import io.pharos.core.definition.TableName;
import io.pharos.core.deployment.StackNames;
import io.pharos.core.lake.LakeLayout;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.QuarantineLine;
import io.pharos.core.quarantine.RefusedEvent;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.firehose.model.PutRecordBatchResponse;
import software.amazon.awssdk.services.firehose.model.Record;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Refused events go through a Firehose delivery stream of their table into {@code
 * quarantine/<database>/<table>/YYYY/MM/DD/HH/*.json.gz}. They are durable at once and can be
 * listed once Firehose has written them, within its buffering interval.
 */
public final class FirehoseQuarantine implements Quarantine {
  /** PutRecordBatch accepts at most 500 records and 4 MB, and records of at most 1,000 KB. */
  static final int MAX_RECORDS = 500;

  static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;
  static final int MAX_RECORD_BYTES = 1_000 * 1024;

  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private static final Logger LOG = LoggerFactory.getLogger(FirehoseQuarantine.class);

  private final FirehoseClient firehose;
  private final S3Client s3;
  private final StackNames names;
  private final String bucket;
  private final Backoff backoff;

  public FirehoseQuarantine(
      FirehoseClient firehose, S3Client s3, StackNames names, String bucket, Backoff backoff) {
    this.firehose = firehose;
    this.s3 = s3;
    this.names = names;
    this.bucket = bucket;
    this.backoff = backoff;
  }

  /** A refused event as stored. */
  private record Line(RefusedEvent event, byte[] bytes) {}

  @Actions({"firehose:PutRecordBatch", "s3:PutObject"})
  @Override
  public CompletionStage<Void> keep(TableName table, List<RefusedEvent> events) {
    try {
      List<Line> open = new ArrayList<>();
      int bytes = 0;
      for (RefusedEvent event : events) {
        Line line = new Line(event, QuarantineLine.write(event));
        if (line.bytes.length > MAX_RECORD_BYTES) {
          write(table, List.of(line));
          continue;
        }
        if (open.size() == MAX_RECORDS || bytes + line.bytes.length > MAX_REQUEST_BYTES) {
          put(table, open);
          open = new ArrayList<>();
          bytes = 0;
        }
        open.add(line);
        bytes += line.bytes.length;
      }
      put(table, open);
      return CompletableFuture.completedStage(null);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Delivers lines, and writes those that the delivery does not accept directly to its folder. */
  private void put(TableName table, List<Line> lines) {
    List<Line> left = lines;
    try {
      for (int attempt = 1; !left.isEmpty(); attempt++) {
        left = notTaken(table, left);
        if (!left.isEmpty() && !backoff.pause(attempt)) {
          break;
        }
      }
    } catch (SdkException e) {
      LOG.warn("{} takes nothing: {}", names.quarantine(table), e.getMessage());
    }
    if (!left.isEmpty()) {
      write(table, left);
    }
  }

  private List<Line> notTaken(TableName table, List<Line> lines) {
    PutRecordBatchResponse answer =
        firehose.putRecordBatch(batch ->
            batch
                .deliveryStreamName(names.quarantine(table))
                .records(lines.stream().map(FirehoseQuarantine::record).toList())
                .overrideConfiguration(backoff.withinTheTimeLeft()));
    List<Line> left = new ArrayList<>();
    for (int i = 0; i < lines.size() && answer.failedPutCount() > 0; i++) {
      if (answer.requestResponses().get(i).errorCode() != null) {
        left.add(lines.get(i));
      }
    }
    return left;
  }

  private static Record record(Line line) {
    return Record.builder().data(SdkBytes.fromByteArrayUnsafe(line.bytes)).build();
  }

  /** Writes a file, named after its first event. */
  private void write(TableName table, List<Line> lines) {
    RefusedEvent first = lines.getFirst().event;
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    lines.forEach(line -> content.writeBytes(line.bytes));
    write(
        LakeLayout.quarantine(table)
            + LakeLayout.hour(first.refusedAt())
            + "/"
            + first.id()
            + ".json.gz",
        content.toByteArray());
  }

  /**
   * Sorts the events of an hour and drops repeats: its files overlap, and Firehose may deliver an
   * event twice.
   */
  @Actions({"s3:GetObject", "s3:ListBucket"})
  @Override
  public void list(TableName table, Consumer<RefusedEvent> each) {
    Set<String> seen = new HashSet<>();
    objects(table).stream()
        .collect(Collectors.groupingBy(FirehoseQuarantine::hour, TreeMap::new, Collectors.toList()))
        .values()
        .forEach(hour ->
            hour.stream()
                .flatMap(object -> lines(object.key()).stream())
                .flatMap(line -> QuarantineLine.read(line).stream())
                .sorted(Comparator.comparing(RefusedEvent::refusedAt))
                .filter(event -> seen.add(event.id()))
                .forEach(each));
  }

  private static String hour(S3Object object) {
    return object.key().substring(0, object.key().lastIndexOf('/'));
  }

  @Actions({"s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject"})
  @Override
  public void release(TableName table, Set<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    for (S3Object object : objects(table)) {
      List<String> lines = lines(object.key());
      List<String> kept = lines.stream().filter(line -> !released(line, ids)).toList();
      if (kept.isEmpty()) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(object.key()));
      } else if (kept.size() < lines.size()) {
        write(object.key(), (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static boolean released(String line, Set<String> ids) {
    return QuarantineLine.read(line).filter(event -> ids.contains(event.id())).isPresent();
  }

  private List<S3Object> objects(TableName table) {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(LakeLayout.quarantine(table)))
        .contents()
        .stream()
        .toList();
  }

  private List<String> lines(String key) {
    try (var object = s3.getObject(get -> get.bucket(bucket).key(key));
        var lines =
            new BufferedReader(new InputStreamReader(unzipped(object), StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("s3://" + bucket + "/" + key + " cannot be read", e);
    }
  }

  /** Reads a file, compressed or not. */
  private static InputStream unzipped(InputStream object) throws IOException {
    PushbackInputStream content = new PushbackInputStream(object, GZIP.length);
    byte[] start = content.readNBytes(GZIP.length);
    content.unread(start);
    return Arrays.equals(start, GZIP) ? new GZIPInputStream(content) : content;
  }

  private void write(String key, byte[] lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(bytes.toByteArray()));
  }
}
