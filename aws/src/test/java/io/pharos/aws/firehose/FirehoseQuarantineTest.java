package io.pharos.aws.firehose;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.aws.Backoff;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.Quarantine;
import io.pharos.core.quarantine.QuarantineContractTest;
import io.pharos.core.quarantine.QuarantineLine;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.Tables;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

@NeedsEndpoint
class FirehoseQuarantineTest extends QuarantineContractTest {
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00Z");
  private static final String HOUR = "quarantine/advertising/impressions/2026/11/21/09/";

  private Endpoint endpoint;
  private S3Client s3;
  private String bucket;
  private FirehoseQuarantine quarantine;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    s3 = endpoint.s3();
    bucket = endpoint.createBucket();
    endpoint.createQuarantine(Tables.IMPRESSIONS.name(), bucket);
    endpoint.createQuarantine(Tables.EVERYTHING.name(), bucket);
    quarantine =
        new FirehoseQuarantine(
            endpoint.firehose(),
            s3,
            endpoint.names(),
            bucket,
            new Backoff(() -> Duration.ofSeconds(10), 5));
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected Quarantine quarantine() {
    return quarantine;
  }

  @Test
  void keepsAnEventThatFirehoseDoesNotTakeAsAFileOfItsHour() {
    byte[] huge = "x".repeat(FirehoseQuarantine.MAX_RECORD_BYTES).getBytes(StandardCharsets.UTF_8);
    RefusedEvent event = new RefusedEvent("b", TIME, "InvalidEvent", "too large", huge);
    quarantine.keep(TABLE, List.of(event("a"), event, event("c"))).toCompletableFuture().join();

    assertThat(keys()).hasSize(2).contains(HOUR + "b.json.gz");
    assertThat(kept()).extracting(RefusedEvent::id).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(kept())
        .filteredOn(kept -> kept.id().equals("b"))
        .first()
        .satisfies(kept -> assertThat(kept.original()).isEqualTo(huge));
  }

  @Test
  void readsFilesAsFirehoseCompressesThem() throws IOException {
    put(HOUR + "one.json.gz", gzip(line("a"), line("b")));
    put(HOUR + "two.json.gz", gzip(line("c")));

    assertThat(kept()).extracting(RefusedEvent::id).containsExactly("a", "b", "c");
  }

  @Test
  void readsAFileThatWasCompressedInParts() throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    for (int i = 0; i < 100; i++) {
      parts.write(gzip(line("%03d".formatted(i))));
    }
    put(HOUR + "one.json.gz", parts.toByteArray());

    assertThat(kept()).hasSize(100);
  }

  @Test
  void showsTheOldestOfAnHourFirstWhateverItsFilesAreCalled() throws IOException {
    put(HOUR + "1.json.gz", gzip(line("c", TIME.plusSeconds(3)), line("b", TIME.plusSeconds(2))));
    put(HOUR + "2.json.gz", gzip(line("d", TIME.plusSeconds(4)), line("a", TIME.plusSeconds(1))));
    put(HOUR.replace("/09/", "/08/") + "3.json.gz", gzip(line("z", TIME.minusSeconds(3_000))));

    assertThat(kept()).extracting(RefusedEvent::id).containsExactly("z", "a", "b", "c", "d");
  }

  @Test
  void showsAnEventOnceThoughItWasDeliveredTwice() throws IOException {
    put(HOUR + "one.json.gz", gzip(line("a"), line("a")));
    put(HOUR + "two.json.gz", gzip(line("a"), line("b")));

    assertThat(kept()).extracting(RefusedEvent::id).containsExactly("a", "b");
    quarantine.release(TABLE, Set.of("a"));
    assertThat(kept()).extracting(RefusedEvent::id).containsExactly("b");
  }

  @Test
  void deletesAFileOfWhichNothingIsLeftAndWritesTheOthersAnew() throws IOException {
    put(HOUR + "one.json.gz", gzip(line("a"), line("b")));
    put(HOUR + "two.json.gz", gzip(line("c")));
    quarantine.release(TABLE, Set.of("a", "c"));

    assertThat(keys()).containsExactly(HOUR + "one.json.gz");
    assertThat(kept()).extracting(RefusedEvent::id).containsExactly("b");
  }

  @Test
  void keepsALineThatIsNone() throws IOException {
    byte[] torn = "{\"id\":\"x\",\n".getBytes(StandardCharsets.UTF_8);
    put(HOUR + "one.json.gz", gzip(line("a"), torn, line("b")));
    quarantine.release(TABLE, Set.of("a"));

    assertThat(kept()).extracting(RefusedEvent::id).containsExactly("b");
    quarantine.release(TABLE, Set.of("b"));
    assertThat(keys()).hasSize(1);
  }

  private List<RefusedEvent> kept() {
    List<RefusedEvent> events = new ArrayList<>();
    quarantine.list(TABLE, events::add);
    return events;
  }

  private List<String> keys() {
    return s3.listObjectsV2(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private void put(String key, byte[] content) {
    s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  private static RefusedEvent event(String id) {
    return event(id, TIME);
  }

  private static RefusedEvent event(String id, Instant at) {
    return new RefusedEvent(id, at, "InvalidEvent", "why", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] line(String id) {
    return line(id, TIME);
  }

  private static byte[] line(String id, Instant at) {
    return QuarantineLine.write(event(id, at));
  }

  private static byte[] gzip(byte[]... lines) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (byte[] line : lines) {
        gzip.write(line);
      }
    }
    return bytes.toByteArray();
  }
}
