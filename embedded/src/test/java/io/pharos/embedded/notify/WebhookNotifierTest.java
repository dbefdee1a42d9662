package io.pharos.embedded.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pharos.core.notify.Notice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest {
  private static final Notice NOTICE =
      new Notice(
          Instant.parse("2026-11-21T09:30:00Z"), true, "shop.daily failed", "\"why\" \u00E9");

  private record Post(String method, String path, String type, String body) {}

  private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
  private final CountDownLatch silence = new CountDownLatch(1);
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/taken", exchange -> answer(exchange, 204));
    server.createContext("/refused", exchange -> answer(exchange, 500));
    server.createContext(
        "/silent",
        exchange -> {
          try {
            silence.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    silence.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange, int status) throws IOException {
    posts.add(
        new Post(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void postsTheNoticeAsJson() throws InterruptedException {
    new WebhookNotifier(address("/taken?key=secret")).tell(NOTICE);

    assertThat(posts.poll(30, TimeUnit.SECONDS))
        .isEqualTo(
            new Post(
                "POST",
                "/taken?key=secret",
                "application/json",
                "{\"at\":\"2026-11-21T09:30:00Z\",\"failure\":true,"
                    + "\"subject\":\"shop.daily failed\",\"message\":\"\\\"why\\\" \u00E9\"}"));
  }

  @Test
  void logsAnAnswerThatIsNoSuccessWithoutTheAddress() throws InterruptedException {
    try (LogRecords records = new LogRecords(WebhookNotifier.class)) {
      new WebhookNotifier(address("/refused?key=secret")).tell(NOTICE);

      assertThat(records.next())
          .isEqualTo(
              "error: the webhook of localhost was not told 'shop.daily failed': it answers 500");
    }
  }

  @Test
  void logsAnAddressThatNobodyAnswersAt() throws InterruptedException {
    URI address = address("/taken");
    server.stop(0);
    try (LogRecords records = new LogRecords(WebhookNotifier.class)) {
      new WebhookNotifier(address).tell(NOTICE);

      assertThat(records.next())
          .startsWith("error: the webhook of localhost was not told 'shop.daily failed': ")
          .contains("ConnectException");
    }
  }

  @Test
  void doesNotWaitForAnAnswerAndGivesUpInTime() throws InterruptedException {
    try (LogRecords records = new LogRecords(WebhookNotifier.class)) {
      new WebhookNotifier(address("/silent"), Duration.ofMillis(200)).tell(NOTICE);

      assertThat(records.next()).contains("was not told", "HttpTimeoutException");
      assertThat(silence.getCount()).isEqualTo(1);
    }
  }

  @Test
  void takesHttpAddressesOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookNotifier(URI.create("ftp://localhost/x")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WebhookNotifier(URI.create("localhost")));
  }

  private URI address(String path) {
    return URI.create(
        "http://localhost:" + Objects.requireNonNull(server.getAddress()).getPort() + path);
  }
}
