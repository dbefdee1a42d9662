package io.pharos.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.NeedsEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import io.pharos.core.curation.Run;
import io.pharos.core.curation.RunHistory;
import io.pharos.core.curation.RunHistoryContractTest;
import io.pharos.core.definition.CurationName;
import io.pharos.core.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
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
        Run.State.FAILED,
        false,
        DAY,
        Optional.of(DAY),
        "lake/shop/daily/run=" + number + "/",
        1,
        0,
        2,
        message);
  }
}
