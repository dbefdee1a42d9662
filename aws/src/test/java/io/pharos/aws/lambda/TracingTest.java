package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pharos.aws.AwsClients;
import io.pharos.aws.testing.Endpoint;
import io.pharos.aws.testing.ScriptedEndpoint;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

@Timeout(60)
class TracingTest {
  private static final String FUNCTION = "pharos-test-beacon";
  private static final String HEADER = "_X_AMZN_TRACE_ID";
  private static final String TRACE = "5759e988bd862e3fe1be46a994272793";
  private static final String CALLER = "53995c3f42cd8ad8";
  private static final String CALLED =
      "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=" + CALLER + ";Sampled=";

  /** More than is waited for a collector, less than for a function's end. */
  private static final Duration LONG = Duration.ofSeconds(10);

  private final SpanCollector collector = new SpanCollector();
  private final ScriptedEndpoint aws =
      ScriptedEndpoint.inFrontOf(URI.create("http://127.0.0.1:1"))
          .always("ListTables", Script.reply(200, "{\"TableNames\": [\"a\"]}"));

  @AfterEach
  void close() {
    collector.close();
    aws.close();
  }

  @Test
  void withoutACollectorNothingIsSentAndNothingLooksOn() {
    for (Map<String, String> variables :
        List.<Map<String, String>>of(
            Map.of(HEADER, CALLED + "1"), Map.of(HEADER, CALLED + "1", Tracing.ENDPOINT, ""))) {
      Tracing tracing = Tracing.of(variables);
      Invocation invocation = new Invocation(tracing);

      assertThat(tracing.interceptors()).isEmpty();
      assertThat(invocation.during("request-1", 60_000, () -> tables(tracing))).isEqualTo("[a]");
    }
    assertThat(collector.requests()).isEmpty();
  }

  @Test
  void anInvocationIsASpanThatTheCollectorIsSent() {
    invocation(tracing()).during("request-1", 60_000, () -> "done");

    assertThat(collector.requests())
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.method()).isEqualTo("POST");
          assertThat(sent.path()).isEqualTo("/v1/traces");
          assertThat(sent.type()).isEqualTo("application/x-protobuf");
          assertThat(sent.has(FUNCTION)).isTrue();
          assertThat(sent.has("service.name")).isTrue();
          assertThat(sent.has("faas.invocation_id")).isTrue();
          assertThat(sent.has("request-1")).isTrue();
          assertThat(sent.failed()).isFalse();
        });
  }

  @Test
  void aSpanIsThereWhenItsInvocationEnds() {
    Invocation invocation = invocation(tracing());
    for (int i = 1; i <= 20; i++) {
      invocation.during("request-" + i, 60_000, () -> "done");
      assertThat(collector.requests()).hasSize(i);
    }
  }

  @Test
  void theCollectorsAddressMayEndInASlash() {
    Tracing tracing =
        Tracing.of(Map.of(Tracing.ENDPOINT, collector.address() + "/", HEADER, CALLED + "1"));
    invocation(tracing).during("request-1", 60_000, () -> "done");

    assertThat(collector.requests())
        .singleElement()
        .extracting(SpanCollector.Request::path)
        .isEqualTo("/v1/traces");
  }

  @Test
  void theTraceOfTheCallerGoesOn() {
    invocation(tracing(HEADER, CALLED + "1")).during("request-1", 60_000, () -> "done");

    SpanCollector.Request span = collector.span("request-1");
    assertThat(span.trace()).isEqualTo(TRACE);
    assertThat(span.parent()).isEqualTo(CALLER);
  }

  @Test
  void withoutACallerATraceOfItsOwnBegins() {
    long before = Instant.now().getEpochSecond();
    invocation(tracing(HEADER, "nonsense")).during("request-1", 60_000, () -> "done");

    SpanCollector.Request span = collector.span("request-1");
    assertThat(Long.parseLong(span.trace().substring(0, 8), 16))
        .isBetween(before, Instant.now().getEpochSecond());
    assertThat(span.parent()).isEmpty();
  }

  @Test
  void whatTheCallerDoesNotSampleIsNotSent() {
    Tracing tracing = tracing(HEADER, CALLED + "0");
    invocation(tracing).during("request-1", 60_000, () -> tables(tracing));

    assertThat(aws.calls("ListTables")).hasSize(1);
    assertThat(collector.requests()).isEmpty();
  }

  @Test
  void aCallToAServiceIsASpanBelowItsInvocation() {
    Tracing tracing = tracing(HEADER, CALLED + "1");

    assertThat(invocation(tracing).during("request-1", 60_000, () -> tables(tracing)))
        .isEqualTo("[a]");

    SpanCollector.Request call = collector.span("DynamoDb.ListTables");
    assertThat(call.trace()).isEqualTo(TRACE);
    assertThat(call.parent()).isEqualTo(collector.span("request-1").span());
    assertThat(call.has("rpc.service")).isTrue();
    assertThat(call.has("aws-api")).isTrue();
    assertThat(call.failed()).isFalse();
    assertThat(collector.requests()).hasSize(2);
  }

  @Test
  void attemptsOfOneCallAreOneSpan() {
    aws.next("ListTables", Script.error(500, "InternalServerError", "internal"));
    Tracing tracing = tracing();
    invocation(tracing).during("request-1", 60_000, () -> tables(tracing));

    assertThat(aws.calls("ListTables")).hasSize(2);
    assertThat(collector.span("DynamoDb.ListTables").failed()).isFalse();
  }

  @Test
  void aFailedCallIsMarkedAndItsInvocationToo() {
    aws.always("ListTables", Script.error(400, "ResourceNotFoundException", "no such thing"));
    Tracing tracing = tracing();

    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> invocation(tracing).during("request-1", 60_000, () -> tables(tracing)));

    assertThat(collector.span("DynamoDb.ListTables").failed()).isTrue();
    assertThat(collector.span("request-1").failed()).isTrue();
    assertThat(collector.requests()).hasSize(2).allMatch(span -> span.has("no such thing"));
  }

  @Test
  void aFailedCallThatIsDealtWithFailsNoInvocation() {
    aws.always("ListTables", Script.error(400, "ResourceNotFoundException", "no such thing"));
    Tracing tracing = tracing();

    invocation(tracing)
        .during(
            "request-1",
            60_000,
            () -> {
              assertThatExceptionOfType(ResourceNotFoundException.class)
                  .isThrownBy(() -> tables(tracing));
              return "done";
            });

    assertThat(collector.span("DynamoDb.ListTables").failed()).isTrue();
    assertThat(collector.span("request-1").failed()).isFalse();
  }

  @Test
  void aFailedInvocationIsMarkedAndTheNextIsNot() {
    Invocation invocation = invocation(tracing());
    fail(invocation, "request-1", new IllegalStateException("the lake is dry"));
    invocation.during("request-2", 60_000, () -> "done");

    assertThat(collector.span("request-1").failed()).isTrue();
    assertThat(collector.span("request-1").has("the lake is dry")).isTrue();
    assertThat(collector.span("request-2").failed()).isFalse();
  }

  @Test
  void aFailureWithoutAMessageIsOneToo() {
    Invocation invocation = invocation(tracing());
    fail(invocation, "request-1", new IllegalStateException());
    fail(invocation, "request-2", new IllegalStateException(""));

    assertThat(collector.span("request-1").failed()).isTrue();
    assertThat(collector.span("request-2").failed()).isTrue();
    assertThat(collector.requests()).allMatch(span -> span.has("IllegalStateException"));
  }

  @Test
  void anErrorIsAFailureToo() {
    Invocation invocation = invocation(tracing());
    fail(invocation, "request-1", new StackOverflowError("too deep"));

    assertThat(collector.span("request-1").failed()).isTrue();
    assertThat(collector.span("request-1").has("too deep")).isTrue();
  }

  @Test
  void saysWhatItIsAboutWhereThatIsAName() {
    Invocation invocation = invocation(tracing());
    invocation.begin("request-1", 60_000);
    invocation.about("shop", "orders");
    invocation.end("");
    invocation.begin("request-2", 60_000);
    invocation.about("shop", "orders; drop table x");
    invocation.about("Shop", "orders");
    invocation.end("");

    assertThat(collector.span("request-1").has("pharos.database")).isTrue();
    assertThat(collector.span("request-1").has("orders")).isTrue();
    assertThat(collector.span("request-2").has("pharos.")).isFalse();
    assertThat(collector.span("request-2").has("orders")).isFalse();
  }

  @Test
  void aCallOutsideOfAnInvocationIsATraceOfItsOwn() {
    Tracing tracing = tracing(HEADER, CALLED + "1");
    tables(tracing);
    invocation(tracing).during("request-1", 60_000, () -> "done");

    assertThat(collector.span("DynamoDb.ListTables").trace())
        .isNotEqualTo(collector.span("request-1").trace());
    assertThat(collector.span("DynamoDb.ListTables").parent()).isEmpty();
  }

  @Test
  void endingTwiceSendsOnce() {
    Invocation invocation = invocation(tracing());
    invocation.end("before it began");
    invocation.during("request-1", 60_000, () -> "done");
    invocation.end("after it ended");

    assertThat(collector.requests()).hasSize(1);
    assertThat(collector.span("request-1").failed()).isFalse();
  }

  @Test
  void aCollectorThatIsNotThereCostsNoExceptionAndLittleTime() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Tracing tracing =
        Tracing.of(Map.of(Tracing.ENDPOINT, "http://127.0.0.1:" + free, HEADER, CALLED + "1"));

    assertDoneSoon(tracing);
  }

  @Test
  void aCollectorThatRefusesCostsNoExceptionAndLittleTime() {
    collector.answer(503);

    assertDoneSoon(tracing());
  }

  @Test
  void aCollectorThatNeverAnswersCostsNoExceptionAndLittleTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      assertDoneSoon(
          Tracing.of(Map.of(Tracing.ENDPOINT, "http://127.0.0.1:" + silent.getLocalPort())));
    }
  }

  private void assertDoneSoon(Tracing tracing) {
    Instant start = Instant.now();

    assertThat(invocation(tracing).during("request-1", 60_000, () -> tables(tracing)))
        .isEqualTo("[a]");
    assertThat(Duration.between(start, Instant.now())).isLessThan(LONG);
  }

  private static void fail(Invocation invocation, String request, Throwable failure) {
    Class<? extends Throwable> seen =
        failure instanceof Error ? IllegalStateException.class : failure.getClass();
    assertThatExceptionOfType(seen)
        .isThrownBy(() ->
            invocation.during(
                request,
                60_000,
                () -> {
                  if (failure instanceof Error error) {
                    throw error;
                  }
                  throw (RuntimeException) failure;
                }));
  }

  private static Invocation invocation(Tracing tracing) {
    return new Invocation(tracing);
  }

  private Tracing tracing() {
    return tracing("UNRELATED", "");
  }

  private Tracing tracing(String variable, String value) {
    Map<String, String> variables = new HashMap<>(Map.of(variable, value));
    variables.put(Tracing.ENDPOINT, collector.address().toString());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", FUNCTION);
    return Tracing.of(variables);
  }

  private String tables(Tracing tracing) {
    DynamoDbClient client =
        new AwsClients(Optional.of(aws.address()), Duration.ofSeconds(20), tracing.interceptors())
            .build(Endpoint.ours(DynamoDbClient.builder()));
    return client.listTables().tableNames().toString();
  }
}
