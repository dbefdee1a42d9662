package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests that are refused as a whole: kept, or at least counted. */
class RefusedRequestsIT {
  private static final String EVENTS = "/shop/orders";
  private static final String EVENT =
      "{\"item\":\"lamp\",\"quantity\":1,\"placed_at\":\"2024-02-29 12:00:00\"}";

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    Home home =
        Home.empty(folder)
            .table("shop/orders", "orders.yaml")
            .write(
                "config/local.json",
                "{\"write_keys\": [\"one\"], \"cors_origins\": [\"https://shop.example\"]}");
    warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @Test
  void whatHasNoKeyOrComesFromAnotherOriginIsCounted() {
    long noKey = refused("no_key");
    long origin = refused("origin");
    long noTable = refused("no_table");
    long tooLarge = refused("too_large");

    assertThat(send("POST", EVENTS, "X-Other", "").statusCode()).isEqualTo(401);
    assertThat(send("GET", "/shop/orders.gif?item=lamp", "X-Pharos-Key", "two").statusCode())
        .isEqualTo(401);
    assertThat(send("POST", EVENTS + "?key=one", "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    send("OPTIONS", EVENTS, "Origin", "https://evil.example");
    send("OPTIONS", EVENTS, "Origin", "https://shop.example");
    assertThat(send("POST", "/shop/nothing?key=one", "X-Other", "").statusCode()).isEqualTo(404);
    assertThat(post("application/json", " ".repeat((4 << 20) + 1)).statusCode()).isEqualTo(413);
    assertThat(warehouse.get("/nowhere").statusCode()).isEqualTo(404); // asks for no beacon

    assertThat(refused("no_key")).isEqualTo(noKey + 2);
    assertThat(refused("origin")).isEqualTo(origin + 2);
    assertThat(refused("no_table")).isEqualTo(noTable + 1);
    assertThat(refused("too_large")).isEqualTo(tooLarge + 1);
    assertThat(warehouse.get("/q/metrics").body())
        .contains("pharos_requests_refused_total{reason=\"no_key\"} " + (noKey + 2) + ".0")
        .contains("pharos_requests_refused_total{reason=\"origin\"} " + (origin + 2) + ".0");
  }

  @Test
  void aBodyThatIsNoneIsKeptOnceAndCountedAsRefused() {
    int kept = kept().size();
    long invalid = invalid();

    assertThat(post("application/json", "no JSON").statusCode()).isEqualTo(400);
    assertThat(post("application/xml", "<order/>").statusCode()).isEqualTo(415);

    assertThat(kept().subList(kept, kept + 2))
        .extracting(event -> event.path("reason").asText() + " " + event.path("event").asText())
        .containsExactly("InvalidBody no JSON", "InvalidBody <order/>");
    assertThat(invalid()).isEqualTo(invalid + 2);
  }

  @Test
  void ofALargeOneAPartIsShown() {
    int kept = kept().size();
    String large = "x".repeat(4 << 20);

    assertThat(post("application/json", large).statusCode()).isEqualTo(400);

    assertThat(kept().get(kept).path("event").asText())
        .startsWith("xxx")
        .endsWith("x.. (4194304 bytes in all)")
        .hasSizeLessThan(300_000);
  }

  @Test
  void aBadLineIsOneRefusedEventAndTheOthersAreTaken() {
    int kept = kept().size();

    HttpResponse<String> answer =
        post("application/x-ndjson", EVENT + "\n{\"item\": \n" + EVENT + "\n");

    JsonNode json = LocalProcess.json(answer.body());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json.path("failed_count").asInt()).isEqualTo(1);
    assertThat(json.path("records").findValuesAsText("failed"))
        .containsExactly("false", "true", "false");
    assertThat(kept().get(kept).path("event").asText()).isEqualTo("{\"item\": ");
    assertThat(warehouse.sql("select item from shop.orders")).hasSize(2);
  }

  private static long refused(String reason) {
    return status().path("requests_refused_since_start").path(reason).asLong(-1);
  }

  private static long invalid() {
    return status().path("events_since_start").path("shop.orders").path("invalid").asLong(-1);
  }

  private static JsonNode status() {
    return LocalProcess.json(warehouse.get("/api/status").body());
  }

  private static List<JsonNode> kept() {
    return LocalProcess.json(warehouse.get("/api/quarantine").body()).valueStream().toList();
  }

  private static HttpResponse<String> post(String type, String body) {
    return warehouse.send(
        request(EVENTS)
            .header("Content-Type", type)
            .header("X-Pharos-Key", "one")
            .POST(BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(
      String method, String path, String header, String value) {
    return warehouse.send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Access-Control-Request-Method", "POST")
            .header(header, value)
            .method(
                method,
                method.equals("POST")
                    ? BodyPublishers.ofString("{\"orders\":[" + EVENT + "]}")
                    : BodyPublishers.noBody()));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(warehouse.url().resolve(path))
        .version(HttpClient.Version.HTTP_1_1);
  }
}
