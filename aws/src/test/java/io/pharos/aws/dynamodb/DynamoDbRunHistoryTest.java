package io.pharos.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.curation.Outcome;
import io.pharos.core.curation.Outcome.Counts;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.RunHistoryContractTest;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@NeedsEndpoint
class DynamoDbRunHistoryTest extends RunHistoryContractTest {
  private static final CurationName DAILY = CurationName.parse("shop.daily");
  private static final Instant DAY = Instant.parse("2026-11-21T00:00:00Z");
  private static final Window WINDOW = new Window(DAY, DAY.plus(Duration.ofDays(1)));

  private Endpoint endpoint;
  private String table;
  private DynamoDbRunHistory history;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    table = endpoint.createHistoryTable();
    history = new DynamoDbRunHistory(endpoint.dynamoDb(), table);
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Override
  protected RunHistory history() {
    return history;
  }

  @Test
  void showsMoreRunsThanAPageHolds() {
    List<Run> runs =
        IntStream.range(0, 30).mapToObj(i -> run(i, "x".repeat(80_000))).toList().reversed();
    runs.forEach(history::record);

    assertThat(history.runs(DAILY, WINDOW)).isEqualTo(runs);
    assertThat(history.runs(Optional.empty(), 29)).isEqualTo(runs.subList(0, 29));
  }

  @Test
  void recordsARunForEveryQuestionOrForNone() {
    Run run = run(1, "");
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      scripted.always(
          "TransactWriteItems",
          Script.error(400, "TransactionCanceledException", "Transaction cancelled"));
      DynamoDbRunHistory troubled = through(scripted);

      assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> troubled.record(run));
      assertThat(scripted.calls("PutItem")).isEmpty();
    }
    assertThat(history.runs(DAILY, WINDOW)).isEmpty();
    assertThat(history.runs(Optional.empty(), 10)).isEmpty();
  }

  @Test
  void recordsARunOnceThoughTheAnswerToItWasLost() {
    Run run = run(1, "");
    try (ScriptedEndpoint scripted = ScriptedEndpoint.open()) {
      scripted.next("TransactWriteItems", Script.forwardAndDrop());
      through(scripted).record(run);
    }

    assertThat(history.runs(DAILY, WINDOW)).containsExactly(run);
    assertThat(history.runs(Optional.of(DAILY), 10)).containsExactly(run);
    assertThat(history.runs(Optional.empty(), 10)).containsExactly(run);
  }

  @Test
  void readsWhatAnEarlierVersionRecorded() {
    String running = "019aa5b0-0000-7000-8000-000000000001";
    String publishing = "019aa5b0-0000-7000-8000-000000000002";
    String failed = "019aa5b0-0000-7000-8000-000000000003";
    String oldest = "019aa5b0-0000-7000-8000-000000000000";
    recordedBefore(oldest, "SUCCEEDED", "3", "", Optional.of("2026-11-21T00:30:05.123Z"), false);
    recordedBefore(running, "RUNNING", "0", "", Optional.empty(), true);
    recordedBefore(publishing, "PUBLISHING", "7", "its ad_id is null", Optional.empty(), true);
    recordedBefore(failed, "FAILED", "7", "no \u00E9", Optional.of("2026-11-21T00:31:00Z"), true);

    assertThat(history.runs(DAILY, WINDOW))
        .extracting(Run::id, Run::outcome)
        .containsExactly(
            tuple(
                failed,
                new Outcome.Failed(
                    new Counts(7, 2, 99), "no \u00E9", Instant.parse("2026-11-21T00:31:00Z"))),
            tuple(publishing, new Outcome.Publishing(new Counts(7, 2, 99), "its ad_id is null")),
            tuple(running, new Outcome.Running(new Counts(0, 2, 99))),
            tuple(
                oldest,
                new Outcome.Succeeded(
                    new Counts(3, 0, 99), "", Instant.parse("2026-11-21T00:30:05.123Z"))));
    assertThat(history.runs(Optional.of(DAILY), 10))
        .isEqualTo(history.runs(DAILY, WINDOW))
        .allSatisfy(run -> {
          assertThat(run.curation()).isEqualTo(DAILY);
          assertThat(run.window()).isEqualTo(WINDOW);
          assertThat(run.provisional()).isTrue();
          assertThat(run.startedAt()).isEqualTo(Instant.parse("2026-11-21T00:30:00.5Z"));
          assertThat(run.location()).isEqualTo("lake/shop/daily/");
        });
    assertThat(history.latest(DAILY, Run.State.SUCCEEDED)).map(Run::id).contains(oldest);
    assertThat(history.underWay()).map(Run::id).containsExactly(publishing, running);
  }

  @Test
  void aRunThatAnEarlierVersionBeganIsEnded() {
    String id = "019aa5b0-0000-7000-8000-000000000001";
    recordedBefore(id, "PUBLISHING", "7", "", Optional.empty(), true);

    Run ended = history.underWay().getFirst().failed(DAY, "it broke off");
    history.record(ended);

    assertThat(history.underWay()).isEmpty();
    assertThat(history.runs(DAILY, WINDOW)).containsExactly(ended);
  }

  /** As the version before outcomes did, and the one before that without {@code unserved}. */
  private void recordedBefore(
      String id,
      String state,
      String rows,
      String message,
      Optional<String> endedAt,
      boolean unserved) {
    String groups = "runs runs#shop.daily runs#shop.daily#" + WINDOW.start() + "/" + WINDOW.end();
    for (String group : groups.split(" ", -1)) {
      Map<String, AttributeValue> item = new HashMap<>();
      item.put("pk", AttributeValue.fromS(group));
      item.put("sk", AttributeValue.fromS(id));
      item.put("curation", AttributeValue.fromS("shop.daily"));
      item.put("window_start", AttributeValue.fromS("2026-11-21T00:00:00Z"));
      item.put("window_end", AttributeValue.fromS("2026-11-22T00:00:00Z"));
      item.put("state", AttributeValue.fromS(state));
      item.put("provisional", AttributeValue.fromBool(true));
      item.put("started_at", AttributeValue.fromS("2026-11-21T00:30:00.500Z"));
      endedAt.ifPresent(at -> item.put("ended_at", AttributeValue.fromS(at)));
      item.put("location", AttributeValue.fromS("lake/shop/daily/"));
      item.put("rows", AttributeValue.fromN(rows));
      if (unserved) {
        item.put("unserved", AttributeValue.fromN("2"));
      }
      item.put("bytes_scanned", AttributeValue.fromN("99"));
      item.put("message", AttributeValue.fromS(message));
      endpoint.dynamoDb().putItem(put -> put.tableName(table).item(item));
    }
  }

  private DynamoDbRunHistory through(ScriptedEndpoint scripted) {
    DynamoDbClient dynamo =
        Endpoint.clients(scripted.address(), Duration.ofSeconds(30))
            .build(Endpoint.ours(DynamoDbClient.builder()));
    return new DynamoDbRunHistory(dynamo, table);
  }

  private static Run run(int number, String message) {
    return new Run(
        "019aa5b0-0000-7000-8000-%012x".formatted(number),
        DAILY,
        WINDOW,
        false,
        DAY,
        "lake/shop/daily/run=" + number + "/",
        new Outcome.Failed(new Counts(1, 0, 2), message, DAY));
  }
}
