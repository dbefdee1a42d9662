package io.pharos.aws.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import io.pharos.aws.testing.StreamReader;
import io.pharos.core.definition.TableName;
import io.pharos.core.stream.AppendResult;
import io.pharos.core.stream.AppendResult.Cause;
import io.pharos.core.stream.AppendResult.Refused;
import io.pharos.core.stream.StreamRecord;
import io.pharos.core.testing.Tables;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;

@NeedsEndpoint
class KinesisEventStreamFaultTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TableName TABLE = Tables.IMPRESSIONS.name();
  private static final String PUT = "PutRecords";
  private static final String THROTTLED = "ProvisionedThroughputExceededException";
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(30);

  private Endpoint endpoint;
  private ScriptedEndpoint scripted;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    endpoint.createStream(TABLE);
    scripted = ScriptedEndpoint.open();
  }

  @AfterEach
  void close() {
    scripted.close();
    endpoint.close();
  }

  @Test
  void sendsOnlyThoseAgainThatWereThrottledAndStoresEachOnce() {
    scripted.next(PUT, takingOnly(place -> place % 2 == 0), takingOnly(place -> place == 0));

    assertThat(append(8, LONG, patient())).hasSize(8).containsOnly(AppendResult.STORED);
    assertThat(sent())
        .containsExactly(names(0, 1, 2, 3, 4, 5, 6, 7), names(1, 3, 5, 7), names(3, 5, 7));
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(names(0, 1, 2, 3, 4, 5, 6, 7));
  }

  @Test
  void refusesWhatWasThrottledUntilTheTimeWasOver() {
    scripted.always(PUT, takingOnly(place -> false));
    Supplier<Duration> left = () -> sent().size() < 3 ? Duration.ofMinutes(1) : Duration.ZERO;

    assertThat(append(3, LONG, new Backoff(left, 100)))
        .hasSize(3)
        .allMatch(result -> cause(result) == Cause.THROTTLED);
    assertThat(sent()).hasSize(3);
    assertThat(lines()).isEmpty();
  }

  @Test
  void answersInTheOrderOfTheRecordsWhatWasStoredAndWhatWasNot() {
    scripted.always(PUT, takingOnly(place -> place % 2 == 0));

    List<AppendResult> results = append(6, LONG, new Backoff(() -> LONG, 2));
    assertThat(results)
        .extracting(AppendResult.STORED::equals)
        .containsExactly(true, true, true, false, true, true);
    assertThat(cause(results.get(3))).isEqualTo(Cause.THROTTLED);
    assertThat(sent()).containsExactly(names(0, 1, 2, 3, 4, 5), names(1, 3, 5));
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(names(0, 1, 2, 4, 5));
  }

  @Test
  void refusesAllWhereTheWholeCallIsThrottled() {
    scripted.always(PUT, Script.error(400, THROTTLED, "Rate exceeded for shard"));

    assertThat(append(3, LONG, new Backoff(() -> LONG, 2)))
        .hasSize(3)
        .allMatch(result -> cause(result) == Cause.THROTTLED);
    assertThat(lines()).isEmpty();
  }

  @Test
  void storesWhatATroubledServiceRefusedAtFirst() {
    scripted.next(PUT, internalFailure(), internalFailure());

    assertThat(append(3, LONG, once())).hasSize(3).containsOnly(AppendResult.STORED);
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(names(0, 1, 2));
  }

  @Test
  void storesWhatATroubledServiceRefusedForAsLongAsOneCallTries() {
    scripted.next(PUT, internalFailure(), internalFailure(), internalFailure());

    assertThat(append(3, LONG, patient())).hasSize(3).containsOnly(AppendResult.STORED);
    assertThat(sent()).hasSize(4);
    assertThat(lines()).containsExactlyInAnyOrderElementsOf(names(0, 1, 2));
  }

  @Test
  void storesAtLeastOnceWhatWasTakenBeforeTheAnswerWasLate() {
    scripted.next(PUT, Script.forwardAndStall(SHORT.multipliedBy(2)));

    assertThat(append(3, SHORT, once())).hasSize(3).containsOnly(AppendResult.STORED);
    assertThat(lines()).contains("e0", "e1", "e2").hasSize(6);
  }

  @Test
  void storesAtLeastOnceWhatWasTakenBeforeTheConnectionBroke() {
    scripted.next(PUT, Script.forwardAndDrop());

    assertThat(append(3, LONG, once())).hasSize(3).containsOnly(AppendResult.STORED);
    assertThat(lines()).contains("e0", "e1", "e2");
  }

  @Test
  void refusesWhatItCannotTellToBeStored() {
    scripted.always(PUT, Script.forwardAndStall(SHORT.multipliedBy(2)));

    assertThat(append(3, SHORT, once()))
        .hasSize(3)
        .allMatch(result -> cause(result) == Cause.STREAM_ERROR);
    assertThat(lines()).contains("e0", "e1", "e2");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void goesOnAfterACallThatTookTooLong() {
    scripted.next(
        PUT,
        Script.forwardAndStall(SHORT.multipliedBy(2)),
        Script.forwardAndStall(SHORT.multipliedBy(2)));

    assertThat(append(3, SHORT, patient())).hasSize(3).containsOnly(AppendResult.STORED);
    assertThat(lines()).contains("e0", "e1", "e2");
  }

  @Test
  void doesNotTryAgainWithCredentialsThatHaveRunOut() {
    scripted.always(
        PUT,
        Script.error(
            400, "ExpiredTokenException", "The security token included in the request is expired"));

    assertThat(append(3, LONG, patient()))
        .hasSize(3)
        .allMatch(result -> cause(result) == Cause.STREAM_ERROR);
    assertThat(sent()).hasSize(1);
  }

  @Test
  void doesNotTryAgainWhereThereIsNoStream() {
    KinesisEventStream stream = new KinesisEventStream(kinesis(LONG), endpoint.names(), patient());

    assertThat(
            stream
                .append(TableName.parse("nowhere.nothing"), records(2))
                .toCompletableFuture()
                .join())
        .hasSize(2)
        .allMatch(result -> cause(result) == Cause.STREAM_ERROR);
    assertThat(scripted.calls(PUT)).hasSize(1);
  }

  @Test
  void answersWhereNobodyListens() {
    ScriptedEndpoint gone = ScriptedEndpoint.open();
    gone.close();
    KinesisClient nobody =
        Endpoint.clients(gone.address(), SHORT).build(Endpoint.ours(KinesisClient.builder()));

    assertThat(
            new KinesisEventStream(nobody, endpoint.names(), once())
                .append(TABLE, records(2))
                .toCompletableFuture()
                .join())
        .hasSize(2)
        .allMatch(result -> cause(result) == Cause.STREAM_ERROR);
  }

  @Test
  void saysNothingOfTheInsideToTheSender() {
    scripted.always(PUT, Script.error(400, "AccessDeniedException", "arn:aws:iam::secret"));

    assertThat(append(1, LONG, once()).getFirst())
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.message()).doesNotContain("arn:"));
  }

  @Test
  void sendsAtMostAsManyRecordsInACallAsItTakes() {
    assertThat(append(501, LONG, once())).hasSize(501).containsOnly(AppendResult.STORED);

    assertThat(sent()).extracting(List::size).containsExactly(500, 1);
    assertThat(lines()).containsExactlyElementsOf(names(IntStream.range(0, 501).toArray()));
  }

  @Test
  void sendsAtMostAsManyBytesInACallAsItTakes() {
    scripted.always(PUT, (call, target) -> Optional.of(allTaken(call)));
    byte[] large = "x".repeat(1024 * 1024 - 100).getBytes(StandardCharsets.UTF_8);
    List<StreamRecord> records =
        IntStream.range(0, 22).mapToObj(i -> new StreamRecord(large, new int[1])).toList();
    KinesisEventStream stream = new KinesisEventStream(kinesis(LONG), endpoint.names(), once());

    assertThat(stream.append(TABLE, records).toCompletableFuture().join())
        .hasSize(22)
        .containsOnly(AppendResult.STORED);
    assertThat(sent()).extracting(List::size).containsExactly(10, 10, 2);
  }

  private static Script internalFailure() {
    return Script.error(500, "InternalFailure", "internal");
  }

  /** Forwards the records at some places of a call and answers for the others that it is full. */
  private static Script takingOnly(IntPredicate taken) {
    return (call, target) -> {
      ObjectNode request = (ObjectNode) JSON.readTree(call.body());
      ArrayNode all = (ArrayNode) request.path("Records");
      ArrayNode some = JSON.createArrayNode();
      ArrayNode answers = JSON.createArrayNode();
      for (int i = 0; i < all.size(); i++) {
        if (taken.test(i)) {
          some.add(all.get(i));
          answers.addObject().put("SequenceNumber", "1").put("ShardId", "shardId-000000000000");
        } else {
          answers
              .addObject()
              .put("ErrorCode", THROTTLED)
              .put("ErrorMessage", "Rate exceeded for shard shardId-000000000000");
        }
      }
      if (!some.isEmpty()) {
        request.set("Records", some);
        assertThat(target.forward(call.with(request.toString())).status()).isEqualTo(200);
      }
      return Optional.of(answer(answers, all.size() - some.size()));
    };
  }

  private static Reply allTaken(Call call) throws JsonProcessingException {
    ArrayNode answers = JSON.createArrayNode();
    JSON.readTree(call.text())
        .path("Records")
        .forEach(record ->
            answers.addObject().put("SequenceNumber", "1").put("ShardId", "shardId-000000000000"));
    return answer(answers, 0);
  }

  private static Reply answer(ArrayNode answers, int failed) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("FailedRecordCount", failed);
    answer.set("Records", answers);
    return Reply.json(200, answer.toString());
  }

  private List<AppendResult> append(int count, Duration call, Backoff backoff) {
    return new KinesisEventStream(kinesis(call), endpoint.names(), backoff)
        .append(TABLE, records(count))
        .toCompletableFuture()
        .join();
  }

  private KinesisClient kinesis(Duration call) {
    return Endpoint.clients(scripted.address(), call).build(Endpoint.ours(KinesisClient.builder()));
  }

  private static Backoff once() {
    return new Backoff(() -> LONG, 1);
  }

  private static Backoff patient() {
    return new Backoff(() -> LONG, 10);
  }

  private static Cause cause(AppendResult result) {
    return ((Refused) result).cause();
  }

  private static List<StreamRecord> records(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> new StreamRecord(("e" + i + "\n").getBytes(StandardCharsets.UTF_8), new int[1]))
        .toList();
  }

  private static List<String> names(int... numbers) {
    return IntStream.of(numbers).mapToObj(number -> "e" + number).toList();
  }

  private List<String> lines() {
    return StreamReader.lines(endpoint, TABLE);
  }

  /** The records of each call. */
  private List<List<String>> sent() {
    return scripted.calls(PUT).stream().map(KinesisEventStreamFaultTest::sent).toList();
  }

  private static List<String> sent(Call call) {
    List<String> records = new ArrayList<>();
    try {
      for (JsonNode record : JSON.readTree(call.text()).path("Records")) {
        byte[] data = Base64.getDecoder().decode(record.path("Data").asText());
        records.add(new String(data, StandardCharsets.UTF_8).strip());
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(call.text(), e);
    }
    return records;
  }
}
