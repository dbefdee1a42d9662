package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels as browsers ask for them, byte by byte: no client here writes such addresses. */
class PixelIT {
  private static final String PIXEL = "/shop/visits.gif?";

  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  /** An address with what becomes of it: a value in a column, or a message in quarantine. */
  record Case(String query, int status, String where, String what) {}

  @BeforeAll
  static void start() {
    Home home =
        Home.empty(folder)
            .table("shop/visits", "visits.yaml")
            .write("config/local.json", "{\"cors_origins\": [\"https://shop.example\"]}");
    warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream in = Objects.requireNonNull(PixelIT.class.getResourceAsStream("pixels.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .map(fields -> new Case(fields[0], Integer.parseInt(fields[1]), fields[2], fields[3]));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTakenOrKeptAsRefusedAndAlwaysAPicture(Case pixel) throws IOException {
    String id = "0199aa00-0000-7000-8000-" + "%012x".formatted(pixel.query.hashCode());
    int kept = kept().size();
    long invalid = invalid();

    assertPicture(get(PIXEL + pixel.query + "&visit_id=" + id, ""), pixel.status);

    if (pixel.status == 200) {
      assertThat(
              warehouse.sql(
                  "select "
                      + pixel.where
                      + " as value from shop.visits where visit_id = '"
                      + id
                      + "'"))
          .singleElement()
          .satisfies(row -> assertThat(row.path("value").asText()).isEqualTo(pixel.what));
      assertThat(kept()).hasSize(kept);
    } else {
      assertThat(invalid()).isEqualTo(invalid + 1);
      JsonNode last = kept().get(kept);
      assertThat(last.path("reason").asText()).isEqualTo("InvalidEvent");
      assertThat(last.path("event").asText()).contains(pixel.where);
      assertThat(last.path("message").asText()).contains(pixel.what);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4_100, 20_000, 250_000})
  void mayHaveALongAddress(int length) throws IOException {
    assertPicture(get(PIXEL + "page=long" + "x".repeat(length - 4), ""), 200);

    assertThat(warehouse.sql("select 1 as n from shop.visits where length(page) = " + length))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {262_144, 2_000_000})
  void isKeptAsRefusedWhereItsEventIsTooBig(int length) throws IOException {
    int kept = kept().size();

    assertPicture(get(PIXEL + "page=" + "|".repeat(length), ""), 400);

    assertThat(kept().get(kept).path("message").asText()).contains("over 256 KB");
    assertThat(kept().get(kept).path("event").asText()).contains("\"page\":\"||||");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/shop/vi|sits.gif?page=^", "/{}/visits.gif?%", "/shop/vi%FFsits.gif", "/%/x.gif"})
  void isAPictureWhereThereIsNoSuchTable(String address) throws IOException {
    assertPicture(get(address, ""), 404);
  }

  @Test
  void isTakenFromEveryPageAndMayBeLookedAtByThoseThatAreAllowed() throws IOException {
    String other = get(PIXEL + "page=x", "Origin: https://other.example\r\n");
    String allowed = get(PIXEL + "page=x", "Origin: https://shop.example\r\n");

    assertPicture(other, 200);
    assertThat(other).doesNotContainIgnoringCase("access-control-allow-origin");
    assertPicture(allowed, 200);
    assertThat(allowed).containsIgnoringCase("access-control-allow-origin: https://shop.example");
  }

  @Test
  void otherAddressesAreReadTheSameWay() throws IOException {
    assertThat(get("/no|where?%", "")).startsWith("HTTP/1.1 404").contains("{\"error\":");
    assertThat(get("/shop/nothing/a|b^", "")).startsWith("HTTP/1.1 404").contains("{\"error\":");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost/shop/visits.gif?page=a, 200",
    "http://[::1]:8080/shop/visits.gif?page=a, 200",
    "http://[bad/shop/visits.gif, 400"
  })
  void anAddressAsProxiesAreSentItIsTakenWhereItIsWellFormed(String address, int status)
      throws IOException {
    assertThat(get(address, "")).startsWith("HTTP/1.1 " + status + " ");
  }

  private static long invalid() {
    return LocalProcess.json(warehouse.get("/api/status").body())
        .path("events_since_start")
        .path("shop.visits")
        .path("invalid")
        .asLong(-1);
  }

  private static List<JsonNode> kept() {
    return LocalProcess.json(warehouse.get("/api/quarantine").body()).valueStream().toList();
  }

  private static void assertPicture(String answer, int status) {
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("content-type: image/gif")
        .containsIgnoringCase("cache-control: no-store")
        .contains("\r\n\r\nGIF89a");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(43);
  }

  /** The answer, a character a byte. */
  private static String get(String address, String headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), warehouse.port())) {
      String request =
          "GET "
              + address
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + headers
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
