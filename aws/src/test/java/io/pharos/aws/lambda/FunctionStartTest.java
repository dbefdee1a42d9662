package io.pharos.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.pharos.aws.lambda.Settings.InvalidSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionStartTest {
  private final List<String> asked = new ArrayList<>();
  private final List<JsonNode> told = new ArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();
  private HttpServer lambda;

  @BeforeEach
  void listen() throws IOException {
    lambda = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lambda.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          told.add(new ObjectMapper().readTree(exchange.getRequestBody()));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    lambda.start();
  }

  @AfterEach
  void stop() {
    lambda.stop(0);
  }

  private static String wrong() {
    throw new InvalidSettings(List.of("A: not set", "B: no URL"));
  }

  private FunctionStart start() {
    return new FunctionStart(
        Map.of("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + lambda.getAddress().getPort()),
        ended::incrementAndGet);
  }

  @Test
  void partsThatCanBeMadeAreNoMatterToLambda() {
    start().make(() -> "parts");

    assertThat(asked).isEmpty();
    assertThat(ended).hasValue(0);
  }

  @Test
  void lambdaIsToldAllReasonsInOneMessageBeforeTheProcessEnds() {
    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> start().make(FunctionStartTest::wrong));

    assertThat(asked).containsExactly("POST /2018-06-01/runtime/init/error");
    assertThat(told.getFirst().path("errorType").asText())
        .isEqualTo("io.pharos.aws.lambda.Settings$InvalidSettings");
    assertThat(told.getFirst().path("errorMessage").asText())
        .isEqualTo("the function's settings are wrong:\n  A: not set\n  B: no URL");
    assertThat(ended).hasValue(1);
  }

  @Test
  void anyOtherReasonIsToldToo() {
    assertThatIllegalStateException()
        .isThrownBy(() ->
            start()
                .make(() -> {
                  throw new IllegalStateException("no region");
                }));

    assertThat(told.getFirst().path("errorMessage").asText())
        .isEqualTo("the function cannot be started: java.lang.IllegalStateException: no region");
    assertThat(ended).hasValue(1);
  }

  @Test
  void withoutLambdaTheFailureGoesUp() {
    FunctionStart alone = new FunctionStart(Map.of(), ended::incrementAndGet);

    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> alone.make(FunctionStartTest::wrong));
    assertThat(ended).hasValue(0);
  }

  @Test
  void theFailureGoesUpWhereLambdaDoesNotListen() {
    lambda.stop(0);

    assertThatExceptionOfType(InvalidSettings.class)
        .isThrownBy(() -> start().make(FunctionStartTest::wrong));
    assertThat(ended).hasValue(0);
  }
}
