package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest bodies that are allowed, and larger ones, many at once. */
class BodiesIT {
  private static final int MB = 1024 * 1024;
  private static final int CLIENTS = 64;
  private static final int EVENTS = 500;

  /** The connection broke: a refusal may come before the body was read. */
  private static final int BROKEN = 0;

  private static final String ENCODING = "Content-Encoding";
  private static final String GZIP = "gzip";

  private static final Beacon PLAIN = notes(4 * MB / EVENTS - 130);
  private static final Beacon ZIPPED = notes(10 * MB / EVENTS - 130);

  /** Without the time, which a note must have: a thousand bytes of it are one on the wire. */
  private static final Beacon INVALID =
      new Beacon("diary", "notes", "note_id", Map.of("text", "x".repeat(10 * MB / EVENTS - 130)));

  @TempDir Path folder;

  private final Ledger plain = new Ledger(PLAIN, 21);
  private final Ledger zipped = new Ledger(ZIPPED, 22);
  private final Ledger invalid = new Ledger(INVALID, 23);

  private static Beacon notes(int length) {
    return new Beacon(
        "diary",
        "notes",
        "note_id",
        Map.of("text", "x".repeat(length), "written_at", "2024-02-29 12:00:00"));
  }

  private LocalProcess up() {
    Home home = Home.empty(folder).table("diary/notes", "notes.yaml");
    return LocalProcess.up(home.path(), folder.resolve("data"));
  }

  @Test
  void theLargestBodiesAllAtOnceFillNoHeap()
      throws IOException, InterruptedException, ExecutionException {
    byte[] bomb = gzipOfSpaces(10 * MB + 1);
    byte[] largeBomb = gzipOfSpaces(1024 * MB);
    try (LocalProcess warehouse = up();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      assertThat(plain(warehouse)).isEqualTo(200);
      assertThat(zipped(warehouse)).isEqualTo(200);
      assertThat(sendZipped(warehouse, bomb)).isEqualTo(413);
      assertThat(sendZipped(warehouse, largeBomb)).isEqualTo(413);

      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < CLIENTS / 8; i++) {
        answers.add(clients.submit(() -> sendZipped(warehouse, bomb)));
        answers.add(clients.submit(() -> sendZipped(warehouse, largeBomb)));
        answers.add(clients.submit(() -> zipped(warehouse)));
        answers.add(clients.submit(() -> zipped(warehouse)));
        for (int j = 0; j < 4; j++) {
          answers.add(clients.submit(() -> plain(warehouse)));
        }
      }
      int[] seen = new int[600];
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 413, 503, BROKEN);
        seen[answer.get()]++;
      }
      System.out.printf(
          "BodiesIT: %d taken, %d too large, %d told to wait, %d broken%n",
          seen[200], seen[413], seen[503], seen[BROKEN]);

      assertWorks(warehouse);
      assertThat(warehouse.peakMemoryKb()).isLessThan(1024 * 1024);
    }
  }

  /** They wait for quarantine, whose one thread takes longer than it takes to send them. */
  @Test
  void theLargestInvalidBodiesAllAtOnceFillNoHeap()
      throws IOException, InterruptedException, ExecutionException {
    try (LocalProcess warehouse = up();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      assertThat(invalid(warehouse)).isEqualTo(200);

      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 2 * CLIENTS; i++) {
        answers.add(clients.submit(() -> invalid(warehouse)));
      }
      int kept = 0;
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isIn(200, 503);
        kept += answer.get() == 200 ? 1 : 0;
      }
      System.out.printf("BodiesIT: %d invalid kept, %d told to wait%n", kept, 2 * CLIENTS - kept);

      LocalProcess.await("room for a body", () -> invalid(warehouse) == 200);
      assertWorks(warehouse);
      assertThat(invalid.acknowledged()).isEqualTo((kept + 2) * EVENTS);
      invalid.assertKept("quarantine", quarantined());
    }
  }

  /** Nobody waits for the answer; the events still wait to be written. */
  @Test
  void bodiesWhoseSendersLeaveFillNoHeap()
      throws IOException, InterruptedException, ExecutionException {
    try (LocalProcess warehouse = up();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < 4 * CLIENTS; i++) {
        sent.add(clients.submit(() -> sendAndLeave(warehouse)));
      }
      for (Future<?> each : sent) {
        each.get();
      }
      LocalProcess.await("room for a body", () -> invalid(warehouse) == 200);
      assertWorks(warehouse);
      invalid.assertKept("quarantine", quarantined());
      assertThat(warehouse.output()).doesNotContain("ERROR");
    }
  }

  private void sendAndLeave(LocalProcess warehouse) {
    byte[] body = gzip(parts(INVALID, invalid.next(EVENTS)));
    String head =
        "POST /diary/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Encoding: gzip\r\nContent-Length: "
            + body.length
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), warehouse.port())) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids of the events that quarantine's files hold. */
  private List<String> quarantined() throws IOException {
    List<String> ids = new ArrayList<>();
    String before = "note_id\\\":\\\"";
    try (Stream<Path> files = Files.walk(folder.resolve("data/quarantine/diary/notes"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".json.gz")).toList()) {
        try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
          for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int start = line.indexOf(before) + before.length();
            ids.add(line.substring(start, start + 36));
          }
        }
      }
    }
    return ids;
  }

  /** Whoever leaves in the middle of a body gives back what was set aside for it. */
  @Test
  void bodiesThatNeverComeToTheirEndLeaveRoomForOthers() throws IOException {
    try (LocalProcess warehouse = up()) {
      for (int i = 0; i < CLIENTS; i++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), warehouse.port())) {
          String head =
              "POST /diary/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  + "Content-Length: "
                  + 4 * MB
                  + "\r\n\r\n{\"notes\":[";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }
      }
      LocalProcess.await("room for a body", () -> plain(warehouse) == 200);
      assertWorks(warehouse);
    }
  }

  private void assertWorks(LocalProcess warehouse) {
    assertThat(plain(warehouse)).isEqualTo(200);
    assertThat(zipped(warehouse)).isEqualTo(200);
    assertThat(warehouse.get("/q/health/ready").statusCode()).isEqualTo(200);
    List<String> ids =
        warehouse.sql("select note_id from diary.notes").stream()
            .map(row -> row.path("note_id").asText())
            .toList();
    plain.assertKept("SQL", ids.stream().filter(plain::sent).toList());
    zipped.assertKept("SQL", ids.stream().filter(zipped::sent).toList());
    assertThat(warehouse.output()).doesNotContain("OutOfMemory");
  }

  private int plain(LocalProcess warehouse) {
    List<String> ids = plain.next(EVENTS);
    List<byte[]> parts = parts(PLAIN, ids);
    long length = parts.stream().mapToLong(part -> part.length).sum();
    assertThat(length).isBetween(3 * MB + MB / 2L, 4L * MB);
    BodyPublisher body = BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(parts), length);
    return send(warehouse, request(warehouse).POST(body), plain, ids);
  }

  private int zipped(LocalProcess warehouse) {
    List<String> ids = zipped.next(EVENTS);
    BodyPublisher body = BodyPublishers.ofByteArray(gzip(parts(ZIPPED, ids)));
    return send(warehouse, request(warehouse).header(ENCODING, GZIP).POST(body), zipped, ids);
  }

  private int invalid(LocalProcess warehouse) {
    List<String> ids = invalid.next(EVENTS);
    BodyPublisher body = BodyPublishers.ofByteArray(gzip(parts(INVALID, ids)));
    HttpResponse<String> answer =
        warehouse.send(request(warehouse).header(ENCODING, GZIP).POST(body));
    if (answer.statusCode() == 200) {
      for (JsonNode record : LocalProcess.json(answer.body()).path("records")) {
        assertThat(record.path("error_code").asText()).isEqualTo("InvalidEvent");
      }
      ids.forEach(invalid::acknowledge);
    } else {
      assertThat(answer.headers().firstValue("Retry-After")).as(answer.body()).isPresent();
    }
    return answer.statusCode();
  }

  private int sendZipped(LocalProcess warehouse, byte[] body) {
    HttpRequest.Builder request = request(warehouse).header(ENCODING, GZIP);
    return send(warehouse, request.POST(BodyPublishers.ofByteArray(body)), zipped, List.of());
  }

  private static HttpRequest.Builder request(LocalProcess warehouse) {
    return HttpRequest.newBuilder(warehouse.url().resolve(PLAIN.path()))
        .version(Version.HTTP_1_1)
        .header("Content-Type", "application/json");
  }

  private static int send(
      LocalProcess warehouse, HttpRequest.Builder request, Ledger ledger, List<String> ids) {
    try {
      HttpResponse<String> answer = warehouse.send(request);
      if (answer.statusCode() == 200) {
        ledger.acknowledge(ids, answer.body());
      }
      return answer.statusCode();
    } catch (UncheckedIOException broken) {
      return BROKEN;
    }
  }

  /** A body whose long texts are all the same bytes, so that the tests need little memory. */
  private static List<byte[]> parts(Beacon beacon, List<String> ids) {
    byte[] rest = beacon.rest().getBytes(StandardCharsets.UTF_8);
    List<byte[]> parts = new ArrayList<>();
    for (String id : ids) {
      String start = parts.isEmpty() ? "{\"notes\":[" : ",";
      parts.add((start + beacon.start(id)).getBytes(StandardCharsets.UTF_8));
      parts.add(rest);
    }
    parts.add("]}".getBytes(StandardCharsets.UTF_8));
    return parts;
  }

  private static byte[] gzip(List<byte[]> parts) {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(zipped)) {
      for (byte[] part : parts) {
        gzip.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return zipped.toByteArray();
  }

  private static byte[] gzipOfSpaces(int bytes) {
    byte[] block = " ".repeat(64 * 1024).getBytes(StandardCharsets.UTF_8);
    List<byte[]> parts = new ArrayList<>();
    for (int left = bytes; left > 0; left -= block.length) {
      parts.add(left < block.length ? " ".repeat(left).getBytes(StandardCharsets.UTF_8) : block);
    }
    return gzip(parts);
  }
}
