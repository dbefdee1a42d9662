package io.pharos.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders and readers see while a warehouse ends. */
class EndingIT {
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final String EVENT = Beacon.IMPRESSIONS.event(AD);
  private static final String FEED = "/advertising/metrics";

  private static final String MANY = "/many/metrics?from=2026-01-15T00:00&to=2026-01-15T23:59";

  @TempDir Path folder;

  @Test
  void aFeedIsToldAndClosedAndWhatWaitedIsFiled() throws IOException {
    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"));
        Socket feed = feed(warehouse, FEED, 0)) {
      BufferedReader lines = lines(feed);
      assertThat(next(lines, "data:")).contains("\"minutes\"");
      assertThat(warehouse.post(Beacon.IMPRESSIONS, EVENT).statusCode()).isEqualTo(200);

      signal(warehouse);

      assertThat(next(lines, "event:")).isEqualTo("event:end");
      assertThat(next(lines, "data:")).contains("shutting down");
      while (lines.readLine() != null) {} // to the end of the answer, which closes the connection
      assertThat(warehouse.awaitEnd()).as(warehouse.output()).isZero();
      assertThat(warehouse.output())
          .contains("ended; 1 waiting events were filed, none is left")
          .doesNotContain("ERROR");
    }
  }

  @Test
  void aReaderThatDoesNotReadHoldsNothingUp() throws IOException {
    Home home = manyCounts();
    try (LocalProcess warehouse = LocalProcess.up(home.path(), folder.resolve("data"));
        Socket feed = feed(warehouse, MANY, 2_048)) {
      assertThat(lines(feed).readLine()).contains("200");

      signal(warehouse);

      assertThat(warehouse.awaitEnd()).as(warehouse.output()).isZero();
      assertThat(warehouse.output()).doesNotContain("Timed out");
    }
  }

  /** A day's counts of its tables are more than the buffers of two sockets have room for. */
  private Home manyCounts() {
    Home home = Home.empty(folder);
    for (int i = 0; i < 60; i++) {
      home.table("many/t" + i + "_".repeat(80), "notes.yaml");
    }
    return home;
  }

  @Test
  void whileARequestIsUnderWayItIsNotReadyAndTakesNoEvents() throws IOException {
    try (LocalProcess warehouse = LocalProcess.up(folder.resolve("data"));
        Socket sender = halfSent(warehouse)) {
      signal(warehouse);

      LocalProcess.await("503", () -> ready(warehouse) == 503);
      HttpResponse<String> refused = warehouse.post(Beacon.IMPRESSIONS, EVENT);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.body()).contains("shutting down");
      HttpResponse<String> pixel = warehouse.get("/advertising/impressions.gif?ad_id=" + AD);
      assertThat(pixel.statusCode()).isEqualTo(503);
      assertThat(pixel.body()).startsWith("GIF89a");

      sender.getOutputStream().write("]}".getBytes(StandardCharsets.UTF_8));
      assertThat(lines(sender).readLine()).contains("503");
      assertThat(warehouse.awaitEnd()).as(warehouse.output()).isZero();
      assertThat(warehouse.output()).doesNotContain("ERROR");
    }
  }

  @Test
  void aSecondSignalEndsItNowAndTheNextStartFilesWhatWasAcknowledged() throws IOException {
    Path data = folder.resolve("data");
    try (LocalProcess warehouse = LocalProcess.up(data);
        Socket sender = halfSent(warehouse)) {
      assertThat(warehouse.post(Beacon.IMPRESSIONS, EVENT).statusCode()).isEqualTo(200);
      String signal = signal(warehouse);
      LocalProcess.await("503", () -> ready(warehouse) == 503);

      signal(warehouse);

      assertThat(warehouse.awaitEnd()).isEqualTo(signal.equals("INT") ? 130 : 143);
      assertThat(warehouse.output()).contains("ended at once").doesNotContain("none is left");
      assertThat(sender.isClosed()).isFalse();
    }
    try (LocalProcess next = LocalProcess.up(data)) {
      assertThat(next.sql("select ad_id from advertising.impressions")).hasSize(1);
    }
  }

  private static int ready(LocalProcess warehouse) {
    return warehouse.get("/q/health/ready").statusCode();
  }

  /** Ctrl-C, or what a service manager sends where whoever started the tests turned that off. */
  private static String signal(LocalProcess warehouse) {
    String signal = warehouse.ignoresInterrupts() ? "TERM" : "INT";
    warehouse.signal(signal);
    return signal;
  }

  /** A request for a feed, by a client with room for so much; 0 is as much as usual. */
  private static Socket feed(LocalProcess warehouse, String path, int room) throws IOException {
    Socket socket = new Socket();
    if (room > 0) {
      socket.setReceiveBufferSize(room);
    }
    return send(
        warehouse,
        socket,
        List.of(
            "GET " + path + " HTTP/1.1", "Host: localhost", "Accept: text/event-stream", "", ""));
  }

  /** A request with events whose end is missing, once the warehouse has begun to read it. */
  private static Socket halfSent(LocalProcess warehouse) throws IOException {
    String body = "{\"impressions\":[" + EVENT;
    Socket sender =
        send(
            warehouse,
            new Socket(),
            List.of(
                "POST " + Beacon.IMPRESSIONS.path() + " HTTP/1.1",
                "Host: localhost",
                "Content-Type: application/json",
                "Content-Length: " + (body.length() + 2),
                "Expect: 100-continue",
                "",
                ""));
    BufferedReader answer = lines(sender);
    assertThat(answer.readLine()).isEqualTo("HTTP/1.1 100 Continue");
    assertThat(answer.readLine()).isEmpty();
    sender.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return sender;
  }

  private static Socket send(LocalProcess warehouse, Socket socket, List<String> lines)
      throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), warehouse.port()));
    OutputStream out = socket.getOutputStream();
    out.write(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    out.flush();
    return socket;
  }

  private static BufferedReader lines(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader lines, String beginning) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(beginning)) {
      line = lines.readLine();
    }
    return String.valueOf(line);
  }
}
