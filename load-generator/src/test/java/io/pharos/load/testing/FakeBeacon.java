package io.pharos.load.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * A beacon over real HTTP that answers as the contract says (4.2 of docs/architecture.md), and
 * keeps what it was sent. A body that the contract does not allow is answered 400.
 */
public final class FakeBeacon implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Scripted> scripted = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new ArrayList<>();
  private volatile Predicate<JsonNode> refused = event -> false;
  private volatile String key = "";

  /** A batch that was answered 200. */
  public record Received(String table, List<JsonNode> events) {}

  /** An answer given instead of the contract's. */
  public record Scripted(int status, Map<String, String> headers, String body) {}

  public FakeBeacon() {
    this(0);
  }

  public FakeBeacon(int port) {
    this(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  public FakeBeacon(InetAddress address, int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(address, port), 256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(
        "/", exchange -> answer(exchange, 404, Map.of(), "{\"error\":\"nothing here\"}"));
    for (String table : EventRules.TABLES) {
      server.createContext("/advertising/" + table, exchange -> take(exchange, table));
    }
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  HttpServer server() {
    return server;
  }

  /** The next batch gets this answer; the one after that the next of them. */
  public void script(int status, Map<String, String> headers, String body) {
    scripted.add(new Scripted(status, headers, body));
  }

  /** Such events are answered as failed. */
  public void refuse(Predicate<JsonNode> events) {
    refused = events;
  }

  /** Whoever sends events needs this key from now on. */
  public void needKey(String text) {
    key = text;
  }

  /** Answers that are still to be given. */
  public int scriptedLeft() {
    return scripted.size();
  }

  public List<Received> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** The accepted events of a table, in the order of their arrival. */
  public List<JsonNode> events(String table) {
    return received().stream()
        .filter(batch -> batch.table().equals(table))
        .flatMap(batch -> batch.events().stream())
        .filter(event -> !refused.test(event))
        .toList();
  }

  private void take(HttpExchange exchange, String table) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Scripted instead = scripted.poll();
    if (instead != null) {
      answer(exchange, instead.status(), instead.headers(), instead.body());
      return;
    }
    String sent = exchange.getRequestHeaders().getFirst("X-Pharos-Key");
    if (!key.isEmpty() && !key.equals(sent)) {
      answer(exchange, 401, Map.of(), "{\"error\":\"a write key is needed\"}");
      return;
    }
    List<String> problems = EventRules.problems(exchange, table, body);
    if (!problems.isEmpty()) {
      ObjectNode error = JSON.createObjectNode().put("error", problems.toString());
      answer(exchange, 400, Map.of(), error.toString());
      return;
    }
    List<JsonNode> events = new ArrayList<>();
    JSON.readTree(body).path(table).forEach(events::add);
    synchronized (received) {
      received.add(new Received(table, events));
    }
    answer(exchange, 200, Map.of(), results(table, events));
  }

  private String results(String table, List<JsonNode> events) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode records = JSON.createArrayNode();
    int failed = 0;
    for (JsonNode event : events) {
      if (refused.test(event)) {
        failed++;
        records
            .addObject()
            .put("failed", true)
            .put("error_code", "InvalidEvent")
            .put("error_message", "'ad_id' is not liked here");
      } else {
        records
            .addObject()
            .put("event_id", event.path(EventRules.id(table)).asText())
            .put("failed", false);
      }
    }
    return answer.put("failed_count", failed).set("records", records).toString();
  }

  static void answer(HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      headers.forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
