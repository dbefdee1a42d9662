package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSecurityIT {
  @TempDir private static Path folder;
  private static LocalProcess warehouse;

  @BeforeAll
  static void start() {
    warehouse = LocalProcess.up(folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    warehouse.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: http://127.0.0.1:1",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void aWebPageOfAnotherOriginIsRefused(String header) throws IOException {
    assertThat(status("GET", "/api/status", own(), header)).isEqualTo(403);
    assertThat(status("POST", "/api/flush", own(), header)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "127.0.0.1:1"})
  void aNameThatWasPointedHereIsRefused(String host) throws IOException {
    assertThat(status("GET", "/api/tables", host, "X: y")).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/",
        "//api/status",
        "/./api/status",
        "/%61pi/status",
        "/api;x=y/status",
        "/x/../api/status"
      })
  void noSpellingOfTheAddressGetsAround(String path) throws IOException {
    assertThat(status("GET", path, own(), "Origin: https://evil.example")).isIn(403, 404);
  }

  @Test
  void thePageOfThisOriginAndProgramsMay() throws IOException {
    assertThat(status("GET", "/api/status", own(), "Origin: http://" + own())).isEqualTo(200);
    assertThat(status("GET", "/api/status", own(), "X: y")).isEqualTo(200);
    assertThat(status("GET", "/api/status", "localhost:" + warehouse.port(), "X: y"))
        .isEqualTo(200);
  }

  @Test
  void changesNeedJson() {
    HttpRequest.Builder plain =
        HttpRequest.newBuilder(warehouse.url().resolve("/api/flush"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{}"));

    assertThat(warehouse.send(plain).statusCode()).isEqualTo(415);
    HttpRequest.Builder untyped =
        HttpRequest.newBuilder(warehouse.url().resolve("/api/flush"))
            .POST(BodyPublishers.ofString("{}"));
    assertThat(warehouse.send(untyped).statusCode()).isEqualTo(415);
  }

  private static String own() {
    return "127.0.0.1:" + warehouse.port();
  }

  /** By hand: a real client sets these headers itself. */
  private static int status(String method, String path, String host, String header)
      throws IOException {
    String request =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: "
            + host
            + "\r\n"
            + header
            + "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
            + "Connection: close\r\n\r\n{}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), warehouse.port());
        OutputStream out = socket.getOutputStream()) {
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  @Test
  void whereOthersCanReachItTheApiNeedsTheTokenThatWasPrinted() {
    try (LocalProcess open = LocalProcess.up(folder.resolve("open"), "--host", "0.0.0.0")) {
      Matcher token = Pattern.compile("Bearer ([0-9a-f]{48})").matcher(open.output());
      assertThat(token.find()).as(open.output()).isTrue();

      assertThat(open.get("/api/status").statusCode()).isEqualTo(401);
      assertThat(open.send(api(open, "wrong")).statusCode()).isEqualTo(401);
      assertThat(open.send(api(open, token.group(1))).statusCode()).isEqualTo(200);
      assertThat(open.get("/advertising/metrics").statusCode()).isEqualTo(200);
    }
  }

  private static HttpRequest.Builder api(LocalProcess open, String token) {
    return HttpRequest.newBuilder(open.url().resolve("/api/status"))
        .header("Authorization", "Bearer " + token);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "hostile.psv", delimiter = '|', quoteCharacter = '`')
  void hostileSqlIsRefusedAndDoesNothing(String sql) throws IOException {
    Path outside = Files.writeString(folder.resolve("outside.csv"), "secret\nof mine\n");
    String hostile =
        sql.replace("OUTSIDE", outside.toString())
            .replace("TARGET", folder.resolve("written.csv").toString());

    HttpResponse<String> answer =
        warehouse.post(
            "/api/sql", JsonNodeFactory.instance.objectNode().put("sql", hostile).toString());

    assertThat(answer.statusCode()).as(answer.body()).isIn(400, 422);
    assertThat(LocalProcess.json(answer.body()).path("error").asText()).isNotBlank();
    assertThat(answer.body()).doesNotContain("of mine");
    assertThat(folder.resolve("written.csv")).doesNotExist();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "path-tricks.psv", delimiter = '|', quoteCharacter = '`')
  void tricksWithPathsAndIdsHaveNoEffect(String method, String path) throws IOException {
    assertThat(status(method, path, own(), "X: y")).isIn(400, 404, 405, 415);
    assertThat(warehouse.sql("select count(*) as n from advertising.impressions").getFirst())
        .hasToString("{\"n\":0}");
    assertThat(folder.resolve("evil")).doesNotExist();
  }
}
