package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What is wrong is answered with the status of the contract and a message; nothing is stored. */
class BadInputIT {
  private static final String TABLE =
      """
      kind: streaming
      columns:
        - {name: order_id, type: string, format: uuid, generated: true}
        - {name: number, type: int}
        - {name: tiny, type: tinyint}
        - {name: price, type: 'decimal(5,2)'}
        - {name: day, type: date}
        - {name: note, type: string}
        - {name: at, type: timestamp, required: true}
      id: order_id
      event_time: at
      """;
  private static final String EVENT = "{\"at\":\"2026-01-15 09:41:00\"}";
  private static final int MB = 1024 * 1024;

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    Home home = Home.empty(folder).write("tables/shop/orders.yaml", TABLE);
    warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @AfterEach
  void nothingIsStored() {
    assertThat(warehouse.sql("select count(*) as n from shop.orders").getFirst().get("n").asInt())
        .isZero();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "bad-bodies.psv", delimiter = '|', quoteCharacter = '`')
  void aBodyThatCannotBeReadIsRefusedAsAWhole(String body, int status, String message) {
    HttpResponse<String> answer = warehouse.post("/shop/orders", body);

    assertThat(error(answer, status)).contains(message);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "bad-events.psv", delimiter = '|', quoteCharacter = '`')
  void anEventThatDoesNotFitIsRefusedAndKept(String event, String message) {
    int before = kept().size();

    HttpResponse<String> answer = warehouse.post("/shop/orders", "{\"orders\":[" + event + "]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode json = LocalProcess.json(answer.body());
    assertThat(json.path("failed_count").asInt()).isEqualTo(1);
    assertThat(json.at("/records/0/error_code").asText()).isEqualTo("InvalidEvent");
    assertThat(json.at("/records/0/error_message").asText()).contains(message);
    JsonNode last = kept().get(before);
    assertThat(last.path("reason").asText()).isEqualTo("InvalidEvent");
    assertThat(last.path("event").asText()).isEqualTo(event);
  }

  private static JsonNode kept() {
    return LocalProcess.json(warehouse.get("/api/quarantine?table=shop.orders").body());
  }

  @ParameterizedTest
  @CsvFileSource(resources = "bad-pixels.psv", delimiter = '|', quoteCharacter = '`')
  void aPixelIsAPictureWhateverHappens(String address, int status) throws Exception {
    HttpResponse<byte[]> answer;
    try (HttpClient client = HttpClient.newHttpClient()) {
      answer =
          client.send(
              HttpRequest.newBuilder(warehouse.url().resolve(address)).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    }
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).hasSize(43).startsWith("GIF89a".getBytes(StandardCharsets.US_ASCII));
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/gif");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void noneAndFiveHundredAndOneEventsAreRefused() {
    String many = EVENT + ("," + EVENT).repeat(500);

    assertThat(error(warehouse.post("/shop/orders", "{\"orders\":[]}"), 400)).contains("no event");
    assertThat(error(warehouse.post("/shop/orders", "{\"orders\":[" + many + "]}"), 400))
        .contains("500");
  }

  @Test
  void anEventOver256KilobytesIsRefused() {
    String event = "{\"at\":\"2026-01-15 09:41:00\",\"note\":\"" + "x".repeat(256 * 1024) + "\"}";

    JsonNode answer =
        LocalProcess.json(warehouse.post("/shop/orders", "{\"orders\":[" + event + "]}").body());

    assertThat(answer.at("/records/0/error_message").asText()).contains("256 KB");
  }

  @Test
  void anEventMoreThanAnHourAheadIsRefused() {
    String at = Instant.now().plusSeconds(3_700).toString();

    JsonNode answer =
        LocalProcess.json(
            warehouse.post("/shop/orders", "{\"orders\":[{\"at\":\"" + at + "\"}]}").body());

    assertThat(answer.at("/records/0/error_message").asText()).contains("'at'").contains("ahead");
  }

  @Test
  void largeBodiesAreRefused() throws IOException {
    byte[] wire = new byte[4 * MB + 1];
    Arrays.fill(wire, (byte) ' ');

    assertThat(error(send(wire, "application/json", ""), 413)).contains("4 MB");
    assertThat(error(send(gzip(new byte[10 * MB + 1]), "application/json", "gzip"), 413))
        .contains("10 MB");
  }

  @Test
  void gzipThatIsNoneOrNotWholeIsRefused() throws IOException {
    byte[] whole = gzip(utf8("{\"orders\":[" + EVENT + "]}"));

    assertThat(error(send(Arrays.copyOf(whole, whole.length - 5), "application/json", "gzip"), 400))
        .contains("gzip");
    assertThat(error(send(utf8("{}"), "application/json", "gzip"), 400)).contains("gzip");
    assertThat(error(send(whole, "application/json", "br"), 415)).contains("br");
  }

  @Test
  void otherMediaTypesAreRefused() {
    byte[] body = utf8("{\"orders\":[" + EVENT + "]}");

    assertThat(error(send(body, "application/xml", ""), 415)).contains("application/xml");
    assertThat(error(send(body, "multipart/form-data", ""), 415)).contains("application/json");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] body = utf8("{\"orders\":[{\"at\":\"2026-01-15 09:41:00\",\"note\":\"X\"}]}");
    body[body.length - 5] = (byte) 0xFF;

    assertThat(send(body, "application/json", "").body()).containsIgnoringCase("utf-8");
  }

  @Test
  void whatIsNowhereAndWhatIsNotAllowedAreSaidAsJson() {
    assertThat(error(warehouse.post("/shop/nothing", "{}"), 404)).contains("shop.nothing");
    assertThat(error(warehouse.get("/nowhere"), 404)).isNotBlank();
    assertThat(error(warehouse.get("/a/b/c/d/e"), 404)).isNotBlank();
    HttpRequest.Builder put =
        HttpRequest.newBuilder(warehouse.url().resolve("/shop/orders"))
            .PUT(BodyPublishers.ofString("{}"));
    assertThat(error(warehouse.send(put), 405)).contains("method");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> send(byte[] body, String type, String encoding) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(warehouse.url().resolve("/shop/orders"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body));
    if (!encoding.isEmpty()) {
      request.header("Content-Encoding", encoding);
    }
    return warehouse.send(request);
  }

  private static String error(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return LocalProcess.json(answer.body()).path("error").asText();
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }
}
