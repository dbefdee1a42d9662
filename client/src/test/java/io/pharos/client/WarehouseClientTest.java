package io.pharos.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WarehouseClientTest {
  private HttpServer server;
  private WarehouseClient client;

  /** What is asked next is answered so. */
  private int status = 200;

  private String body = "";
  private String asked = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked =
                exchange.getRequestMethod()
                    + " "
                    + exchange.getRequestURI()
                    + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          }
        });
    server.start();
    client = new WarehouseClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  @Test
  void whatIsAnsweredIsReadIntoRecords() {
    body = "[{\"table\":\"a.b\",\"replayed\":1,\"left\":2}]";

    assertThat(client.replay("a.b", "")).containsExactly(new ReplaySummary("a.b", 1, 2));
    assertThat(asked).startsWith("POST /api/quarantine/replay {").contains("\"table\":\"a.b\"");
  }

  @Test
  void whatIsAskedForIsEncoded() {
    body = "[]";

    assertThat(client.history("a/b?c d")).isEmpty();
    assertThat(asked).isEqualTo("GET /api/curations/a%2Fb%3Fc+d/runs ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"error\":\"ask otherwise\"} | true | ask otherwise",
        "422 | {\"error\":\"it went wrong\"} | false | it went wrong",
        "401 | {\"error\":\"a token\"} | false | a token; set it as the environment variable PHAROS_",
        "404 | <html> | false | answered 404: is it a warehouse?"
      })
  void aRefusalIsToldInTheWarehousesWords(
      int code, String answer, boolean wrongInput, String told) {
    status = code;
    body = answer;

    assertThatThrownBy(() -> client.tables())
        .isInstanceOfSatisfying(
            OperationFailed.class,
            refused -> assertThat(refused.isWrongInput()).isEqualTo(wrongInput))
        .hasMessageContaining(told);
  }

  @Test
  void thatNothingAnswersIsTold() {
    server.stop(0);

    assertThatThrownBy(() -> client.flush())
        .isInstanceOf(OperationFailed.class)
        .hasMessageContaining("no warehouse answers at http://127.0.0.1:")
        .hasMessageEndingWith("start one with ./pharos up");
  }
}
