package io.pharos.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's side of a function, on loopback: it hands out events and takes the answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">The runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
  private static final String API = "/2018-06-01/runtime/";
  private static final String ARN = "arn:aws:lambda:eu-west-1:123456789012:function:under-test";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
  private final CompletableFuture<Boolean> ready = new CompletableFuture<>();

  private record Event(String id, byte[] body, long deadline) {}

  /** What a function answered: its result, or its error. */
  record Answer(boolean failed, String json) {}

  RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Completes once the function asks for its first event; exceptionally where it never will. */
  CompletableFuture<Boolean> ready() {
    return ready;
  }

  /** Hands out an event. */
  CompletableFuture<Answer> invoke(String event, long timeoutMillis) {
    String id = UUID.randomUUID().toString();
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    events.add(
        new Event(
            id,
            event.getBytes(StandardCharsets.UTF_8),
            System.currentTimeMillis() + timeoutMillis));
    return answer;
  }

  /** The process is gone: nobody answers any more. */
  void ended(String why) {
    IllegalStateException gone = new IllegalStateException(why);
    ready.completeExceptionally(gone);
    waiting.values().forEach(answer -> answer.completeExceptionally(gone));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (path.equals(API + "invocation/next")) {
        next(exchange);
      } else if (path.equals(API + "init/error")) {
        ready.completeExceptionally(new IllegalStateException("it does not start: " + body));
        accepted(exchange);
      } else {
        CompletableFuture<Answer> answer = waiting.remove(path.split("/", -1)[4]);
        accepted(exchange);
        if (answer != null) {
          answer.complete(new Answer(path.endsWith("/error"), body));
        }
      }
    }
  }

  private void next(HttpExchange exchange) throws IOException {
    ready.complete(true);
    try {
      Event event = events.take();
      var headers = exchange.getResponseHeaders();
      headers.set("Content-Type", "application/json");
      headers.set("Lambda-Runtime-Aws-Request-Id", event.id());
      headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadline()));
      headers.set("Lambda-Runtime-Invoked-Function-Arn", ARN);
      headers.set(
          "Lambda-Runtime-Trace-Id",
          "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1");
      exchange.sendResponseHeaders(200, event.body().length);
      exchange.getResponseBody().write(event.body());
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void accepted(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(202, -1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
