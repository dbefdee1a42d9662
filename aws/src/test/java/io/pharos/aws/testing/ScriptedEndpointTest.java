package io.pharos.aws.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.pharos.aws.testing.ScriptedEndpoint.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScriptedEndpointTest {
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer behind;
  private ScriptedEndpoint scripted;

  @BeforeEach
  void open() throws IOException {
    behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    behind.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String call = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body;
            taken.add(call);
            exchange
                .getResponseHeaders()
                .add("X-Kept", exchange.getRequestHeaders().getFirst("X-Asked"));
            byte[] answer = call.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    behind.start();
    scripted =
        ScriptedEndpoint.inFrontOf(URI.create("http://127.0.0.1:" + behind.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    scripted.close();
    behind.stop(0);
    client.shutdownNow();
  }

  @Test
  void forwardsEveryCallAsItIs() throws Exception {
    HttpResponse<String> answer = send("PUT", "/bucket/a%20b?x=%2F&y", "body", "X-Asked", "yes");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("PUT /bucket/a%20b?x=%2F&y body");
    assertThat(answer.headers().firstValue("X-Kept")).contains("yes");
    assertThat(scripted.calls("PUT /bucket")).hasSize(1);
    assertThat(scripted.calls("PUT /buck")).isEmpty();
  }

  @Test
  void answersTheNextCallsOfAnOperationAndThenAlwaysTheSame() throws Exception {
    scripted.next("PutRecords", Script.reply(500, "one"), Script.forward());
    scripted.always("PutRecords", Script.error(400, "Expired", "why"));

    assertThat(target("Kinesis_20131202.PutRecords").body()).isEqualTo("one");
    assertThat(target("Kinesis_20131202.PutRecords").statusCode()).isEqualTo(201);
    for (int i = 0; i < 2; i++) {
      assertThat(target("Kinesis_20131202.PutRecords").body())
          .isEqualTo("{\"__type\": \"Expired\", \"message\": \"why\"}");
    }
    assertThat(target("Kinesis_20131202.ListShards").statusCode()).isEqualTo(201);
    assertThat(scripted.calls("PutRecords")).hasSize(4);
    assertThat(taken).hasSize(2);
  }

  @Test
  void knowsAnOperationOfTheQueryProtocol() throws Exception {
    scripted.next("Publish", Script.reply(503, ""));
    String form = "application/x-www-form-urlencoded";

    assertThat(
            send("POST", "/", "Action=Publish&Subject=a+b%26", "Content-Type", form).statusCode())
        .isEqualTo(503);
    assertThat(scripted.calls("Publish").getFirst().parameter("Subject")).contains("a b&");
  }

  @Test
  void dropsACallBeforeOrAfterItsEffect() throws Exception {
    scripted.next("Put", Script.drop(), Script.forwardAndDrop());

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> target("Put"));
    assertThat(taken).isEmpty();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> target("Put"));
    assertThat(taken).hasSize(1);
  }

  @Test
  void changesCallAndAnswer() throws Exception {
    scripted.next(
        "Put", (call, target) -> Optional.of(target.forward(call.with("longer body")).with("ok")));

    assertThat(target("Put").body()).isEqualTo("ok");
    assertThat(taken).containsExactly("POST / longer body");
  }

  private HttpResponse<String> target(String target) throws IOException, InterruptedException {
    return send("POST", "/", "x", "X-Amz-Target", target);
  }

  private HttpResponse<String> send(
      String method, String path, String body, String header, String value)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(scripted.address() + path))
            .header(header, value)
            .header("X-Asked", "yes")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
