package io.pharos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@Timeout(120)
class AwsClientsTest {
  private static final String LIST = "ListTables";
  private static final Script TABLES = Script.reply(200, "{\"TableNames\": [\"a\"]}");

  private ScriptedEndpoint scripted;

  @BeforeEach
  void open() {
    scripted = ScriptedEndpoint.inFrontOf(URI.create("http://127.0.0.1:1"));
  }

  @AfterEach
  void close() {
    scripted.close();
  }

  @Test
  void triesThreeTimes() {
    scripted.always(LIST, Script.error(500, "InternalServerError", "internal"));

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> client(Duration.ofSeconds(30)).listTables());
    assertThat(scripted.calls(LIST)).hasSize(3);
  }

  @Test
  void triesThreeTimesWhereItIsThrottled() {
    Script throttled = Script.error(400, "ThrottlingException", "Rate exceeded");
    scripted.next(LIST, throttled, throttled, TABLES);

    assertThat(client(Duration.ofSeconds(30)).listTables().tableNames()).containsExactly("a");
  }

  @Test
  void triesAgainWhereTheConnectionBreaks() {
    scripted.next(LIST, Script.drop(), TABLES);

    assertThat(client(Duration.ofSeconds(30)).listTables().tableNames()).containsExactly("a");
  }

  @Test
  void triesAgainWhereAnAnswerTakesMoreThanHalfOfTheTime() {
    CountDownLatch never = new CountDownLatch(1);
    scripted.next(
        LIST,
        (call, target) -> {
          never.await();
          return Optional.empty();
        },
        TABLES);

    assertThat(client(Duration.ofSeconds(4)).listTables().tableNames()).containsExactly("a");
  }

  @Test
  void endsACallThatIsNeverAnswered() {
    CountDownLatch never = new CountDownLatch(1);
    scripted.always(
        LIST,
        (call, target) -> {
          never.await();
          return Optional.empty();
        });
    DynamoDbClient client = client(Duration.ofSeconds(1));

    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(SdkClientException.class).isThrownBy(client::listTables);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
    scripted.always(LIST, TABLES);
    assertThat(client.listTables().tableNames()).containsExactly("a");
  }

  @Test
  void knowsWhetherSomethingElseStandsForAws() {
    assertThat(new AwsClients(Optional.empty(), Duration.ofSeconds(1)).elsewhere()).isFalse();
    assertThat(Endpoint.clients(scripted.address(), Duration.ofSeconds(1)).elsewhere()).isTrue();
  }

  private DynamoDbClient client(Duration call) {
    return Endpoint.clients(scripted.address(), call)
        .build(Endpoint.ours(DynamoDbClient.builder()));
  }
}
