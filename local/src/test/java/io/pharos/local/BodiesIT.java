package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BodiesIT {
  private static final int MB = 1024 * 1024;
  private static final int CLIENTS = 64;

  @TempDir Path folder;

  @Test
  void theLargestBodiesAllAtOnceFillNoHeap()
      throws IOException, InterruptedException, ExecutionException {
    Home home =
        Home.empty(folder)
            .write(
                "tables/shop/notes.yaml",
                """
                kind: streaming
                columns:
                  - {name: text, type: string}
                  - {name: at, type: timestamp, required: true}
                event_time: at
                """);
    byte[] plain = body(500, 4 * MB - 1_000);
    byte[] zipped = gzip(body(500, 10 * MB - 1_000));
    byte[] bomb = gzip(new byte[10 * MB + 1]);
    byte[] large = gzip(new byte[1024 * MB]);
    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      assertThat(send(warehouse, plain, false).status()).isEqualTo(200);
      assertThat(send(warehouse, zipped, true).status()).isEqualTo(200);
      assertThat(send(warehouse, bomb, true).status()).isEqualTo(413);
      assertThat(send(warehouse, large, true).status()).isEqualTo(413);

      List<Future<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int kind = i % 4;
        byte[] body = kind == 0 ? zipped : kind == 1 ? bomb : plain;
        answers.add(clients.submit(() -> send(warehouse, body, kind < 2)));
      }
      int stored = 1_000;
      for (Future<Answer> answer : answers) {
        assertThat(answer.get().status()).isIn(200, 413, 503, 0);
        if (answer.get().status() == 200) {
          stored += accepted(answer.get().body());
        }
      }

      assertThat(send(warehouse, plain, false).status()).isEqualTo(200);
      assertThat(warehouse.sql("select count(*) as n from shop.notes").getFirst().get("n").asInt())
          .isEqualTo(stored + 500);
      assertThat(warehouse.output()).doesNotContain("OutOfMemory");
      assertThat(mostMemory(warehouse.pid())).isLessThan(1024L * MB);
    }
  }

  private record Answer(int status, String body) {}

  private static int accepted(String answer) {
    int accepted = 0;
    for (JsonNode record : LocalProcess.json(answer).path("records")) {
      accepted += record.path("failed").asBoolean() ? 0 : 1;
    }
    return accepted;
  }

  /** A refusal before the body was read may break the connection: 0. */
  private static Answer send(LocalProcess warehouse, byte[] body, boolean zipped) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(warehouse.url().resolve("/shop/notes"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (zipped) {
      request.header("Content-Encoding", "gzip");
    }
    try {
      HttpResponse<String> answer = warehouse.send(request);
      return new Answer(answer.statusCode(), answer.body());
    } catch (UncheckedIOException broken) {
      return new Answer(0, "");
    }
  }

  private static byte[] body(int events, int bytes) {
    String text = "x".repeat(bytes / events - 60);
    StringBuilder body = new StringBuilder("{\"notes\":[");
    for (int i = 0; i < events; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"text\":\"")
          .append(text)
          .append("\",\"at\":\"2026-01-15 09:41:00\"}");
    }
    return body.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(bytes);
    }
    return zipped.toByteArray();
  }

  private static long mostMemory(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (Files.notExists(status)) {
      return 0; // only Linux says
    }
    return Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        * 1024;
  }
}
