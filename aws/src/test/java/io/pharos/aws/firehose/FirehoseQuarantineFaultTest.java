package io.pharos.aws.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pharos.aws.Backoff;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Call;
import io.pharos.aws.testing.ScriptedEndpoint.Reply;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.definition.TableName;
import io.pharos.core.quarantine.RefusedEvent;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.firehose.FirehoseClient;
import software.amazon.awssdk.services.s3.model.S3Exception;

@NeedsEndpoint
class FirehoseQuarantineFaultTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final String PUT = "PutRecordBatch";
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Instant TIME = Instant.parse("2026-11-21T09:30:00Z");

  private Endpoint endpoint;
  private ScriptedEndpoint scripted;
  private String bucket;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    bucket = endpoint.createBucket();
    endpoint.createQuarantine(TABLE, bucket);
    scripted = ScriptedEndpoint.open();
  }

  @AfterEach
  void close() {
    scripted.close();
    endpoint.close();
  }

  @Test
  void sendsOnlyThoseAgainThatWereNotTaken() {
    scripted.next(PUT, takingOnly(place -> place % 2 == 0), takingOnly(place -> place == 0));
    keep(quarantine(10), 6).join();

    assertThat(sent()).containsExactly(6, 3, 2);
    assertThat(kept()).containsExactly("000", "001", "002", "003", "004", "005");
  }

  @Test
  void writesWhatIsNeverTakenToTheFolderItself() {
    scripted.always(PUT, takingOnly(place -> place % 2 == 0));
    keep(quarantine(2), 6).join();

    assertThat(kept()).containsExactlyInAnyOrder("000", "001", "002", "003", "004", "005");
  }

  @Test
  void keepsWhatATroubledServiceRefusedAtFirst() {
    scripted.next(
        PUT,
        Script.error(500, "InternalFailure", "internal"),
        Script.error(503, "ServiceUnavailableException", "Slow down."));
    keep(quarantine(1), 3).join();

    assertThat(kept()).containsExactly("000", "001", "002");
  }

  @Test
  void keepsOnceWhatWasTakenBeforeTheAnswerWasLost() {
    scripted.next(PUT, Script.forwardAndDrop());
    keep(quarantine(1), 3).join();

    assertThat(sent()).containsExactly(3, 3);
    assertThat(kept()).containsExactly("000", "001", "002");
  }

  @Test
  void writesToTheFolderItselfWhereTheServiceStaysTroubled() {
    scripted.always(PUT, Script.error(500, "InternalFailure", "internal"));
    keep(quarantine(10), 3).join();

    assertThat(sent()).hasSize(3);
    assertThat(kept()).containsExactly("000", "001", "002");
  }

  @Test
  void failsWhereTheFolderTakesNothingEither() {
    scripted.always(PUT, Script.error(500, "InternalFailure", "internal"));
    FirehoseQuarantine nowhere =
        new FirehoseQuarantine(
            firehose(),
            endpoint.s3(),
            endpoint.names(),
            "no-such-bucket",
            new Backoff(() -> LONG, 1));

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> keep(nowhere, 3).join())
        .withCauseInstanceOf(S3Exception.class);
  }

  @Test
  void sendsAtMostAsManyEventsInACallAsItTakes() {
    keep(quarantine(1), 501).join();

    assertThat(sent()).containsExactly(500, 1);
    assertThat(kept()).hasSize(501);
  }

  @Test
  void sendsAtMostAsManyBytesInACallAsItTakes() {
    byte[] large = "x".repeat(900 * 1024).getBytes(StandardCharsets.UTF_8);
    List<RefusedEvent> events = IntStream.range(0, 9).mapToObj(i -> event(i, large)).toList();
    quarantine(1).keep(TABLE, events).toCompletableFuture().join();

    assertThat(sent()).containsExactly(4, 4, 1);
    assertThat(kept()).hasSize(9);
  }

  /** Forwards the records at some places of a call and answers for the others that it is full. */
  private static Script takingOnly(IntPredicate taken) {
    return (call, target) -> {
      ObjectNode request = (ObjectNode) JSON.readTree(call.body());
      ArrayNode all = (ArrayNode) request.path("Records");
      ArrayNode some = JSON.createArrayNode();
      ObjectNode answer = JSON.createObjectNode();
      ArrayNode answers = answer.putArray("RequestResponses");
      for (int i = 0; i < all.size(); i++) {
        if (taken.test(i)) {
          some.add(all.get(i));
          answers.addObject().put("RecordId", "1");
        } else {
          answers
              .addObject()
              .put("ErrorCode", "ServiceUnavailableException")
              .put("ErrorMessage", "Slow down.");
        }
      }
      request.set("Records", some);
      assertThat(target.forward(call.with(request.toString())).status()).isEqualTo(200);
      answer.put("FailedPutCount", all.size() - some.size());
      return Optional.of(Reply.json(200, answer.toString()));
    };
  }

  private FirehoseClient firehose() {
    return Endpoint.clients(scripted.address(), LONG)
        .build(Endpoint.ours(FirehoseClient.builder()));
  }

  private FirehoseQuarantine quarantine(int attempts) {
    return new FirehoseQuarantine(
        firehose(), endpoint.s3(), endpoint.names(), bucket, new Backoff(() -> LONG, attempts));
  }

  private static CompletableFuture<Void> keep(FirehoseQuarantine quarantine, int count) {
    List<RefusedEvent> events =
        IntStream.range(0, count).mapToObj(i -> event(i, new byte[] {'{', '}'})).toList();
    return quarantine.keep(TABLE, events).toCompletableFuture();
  }

  private static RefusedEvent event(int number, byte[] original) {
    return new RefusedEvent(
        "%03d".formatted(number), TIME.plusMillis(number), "InvalidEvent", "why", original);
  }

  private List<String> kept() {
    List<String> ids = new ArrayList<>();
    quarantine(1).list(TABLE, event -> ids.add(event.id()));
    return ids;
  }

  /** How many records each call had. */
  private List<Integer> sent() {
    return scripted.calls(PUT).stream().map(FirehoseQuarantineFaultTest::records).toList();
  }

  private static int records(Call call) {
    try {
      return JSON.readTree(call.text()).path("Records").size();
    } catch (JsonProcessingException e) {
      throw new AssertionError(call.text(), e);
    }
  }
}
