package io.pharos.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
import io.pharos.core.definition.ServedName;
import io.pharos.core.serving.ServedRow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@NeedsEndpoint
class DynamoDbServingTableFaultTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WRITE = "BatchWriteItem";
  private static final ServedName NAME = ServedName.parse("shop.daily");
  private static final Duration LONG = Duration.ofSeconds(30);

  private Endpoint endpoint;
  private ScriptedEndpoint scripted;
  private String items;

  @BeforeEach
  void open() {
    endpoint = Endpoint.open();
    items = endpoint.createServingTable();
    scripted = ScriptedEndpoint.open();
  }

  @AfterEach
  void close() {
    scripted.close();
    endpoint.close();
  }

  @Test
  void writesAgainWhatWasNotProcessed() {
    scripted.next(WRITE, processing(10), processing(10));
    DynamoDbServingTable table = table(() -> LONG, 10);
    table.upsert(NAME, rows(25));

    assertThat(sent()).containsExactly(25, 15, 5);
    assertThat(table.query(NAME, "a", "00", "99", 100)).isEqualTo(rows(25));
  }

  @Test
  void deletesAgainWhatWasNotProcessed() {
    DynamoDbServingTable table = table(() -> LONG, 10);
    table.upsert(NAME, rows(25));
    scripted.next(WRITE, processing(20));
    table.delete(NAME, rows(25));

    assertThat(sent()).containsExactly(25, 25, 5);
    assertThat(table.query(NAME, "a", "00", "99", 100)).isEmpty();
  }

  @Test
  void failsWhereSomeAreNeverProcessed() {
    scripted.always(WRITE, processing(0));

    assertThatIllegalStateException()
        .isThrownBy(() -> table(() -> LONG, 3).upsert(NAME, rows(25)))
        .withMessage(items + " did not take 25 of 25 rows in time");
    assertThat(sent()).containsExactly(25, 25, 25);
  }

  @Test
  void failsOnceItsTimeIsOver() {
    scripted.always(WRITE, processing(1));
    Deque<Duration> left = new ArrayDeque<>(List.of(LONG, Duration.ZERO));

    assertThatIllegalStateException()
        .isThrownBy(() -> table(left::remove, 100).upsert(NAME, rows(5)))
        .withMessage(items + " did not take 3 of 5 rows in time");
  }

  @Test
  void writesWhatATroubledServiceRefusedAtFirst() {
    scripted.next(
        WRITE,
        Script.error(500, "InternalServerError", "internal"),
        Script.error(400, "ThrottlingException", "Rate exceeded"));
    DynamoDbServingTable table = table(() -> LONG, 1);
    table.upsert(NAME, rows(3));

    assertThat(table.query(NAME, "a", "00", "99", 100)).isEqualTo(rows(3));
  }

  @Test
  void failsWhereTheServiceStaysTroubled() {
    scripted.always(WRITE, Script.error(500, "InternalServerError", "internal"));
    scripted.always("Query", Script.error(400, "ValidationException", "no"));
    DynamoDbServingTable table = table(() -> LONG, 10);

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> table.upsert(NAME, rows(3)));
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> table.query(NAME, "a", "00", "99", 100));
    assertThat(sent()).hasSize(3);
  }

  private DynamoDbServingTable table(Supplier<Duration> left, int attempts) {
    DynamoDbClient dynamo =
        Endpoint.clients(scripted.address(), LONG).build(Endpoint.ours(DynamoDbClient.builder()));
    return new DynamoDbServingTable(dynamo, items, new Backoff(left, attempts));
  }

  /** Forwards the first writes of a call and answers that the others were not processed. */
  private Script processing(int count) {
    return (call, target) -> {
      ObjectNode request = (ObjectNode) JSON.readTree(call.body());
      ArrayNode all = (ArrayNode) request.path("RequestItems").path(items);
      ArrayNode some = JSON.createArrayNode();
      ArrayNode left = JSON.createArrayNode();
      for (int i = 0; i < all.size(); i++) {
        (i < count ? some : left).add(all.get(i));
      }
      if (!some.isEmpty()) {
        ObjectNode forwarded = JSON.createObjectNode();
        forwarded.putObject("RequestItems").set(items, some);
        assertThat(target.forward(call.with(forwarded.toString())).status()).isEqualTo(200);
      }
      ObjectNode answer = JSON.createObjectNode();
      ObjectNode unprocessed = answer.putObject("UnprocessedItems");
      if (!left.isEmpty()) {
        unprocessed.set(items, left);
      }
      return Optional.of(Reply.json(200, answer.toString()));
    };
  }

  /** How many writes each call had. */
  private List<Integer> sent() {
    return scripted.calls(WRITE).stream().map(this::writes).toList();
  }

  private int writes(Call call) {
    try {
      return JSON.readTree(call.text()).path("RequestItems").path(items).size();
    } catch (JsonProcessingException e) {
      throw new AssertionError(call.text(), e);
    }
  }

  private static List<ServedRow> rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new ServedRow("a", "%02d".formatted(i), "{\"n\":" + i + "}"))
        .toList();
  }
}
