package io.pharos.aws.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes spans as a collector beside a function does: OTLP's protobuf over HTTP, a span a request.
 */
final class SpanCollector implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  /** A request with one span. Of its protobuf only what must be is understood. */
  record Request(String method, String path, String type, byte[] body) {
    /** {@code trace_id = 1, span_id = 2}, then {@code parent_span_id = 4} or {@code name = 5}. */
    private static final Pattern IDS =
        Pattern.compile("0a10([0-9a-f]{32})1208([0-9a-f]{16})(?:2208([0-9a-f]{16}))?2a");

    private static final Pattern FAILED = Pattern.compile("1802(?:8501[0-9a-f]{8})?$");

    boolean has(String text) {
      return new String(body, StandardCharsets.ISO_8859_1).contains(text);
    }

    /** Ends in {@code status = 15}, the end of which is {@code code = 3}; {@code flags = 16}. */
    boolean failed() {
      return FAILED.matcher(hex()).find();
    }

    String trace() {
      return ids().group(1);
    }

    String span() {
      return ids().group(2);
    }

    /** Empty where it has none. */
    String parent() {
      String parent = ids().group(3);
      return parent == null ? "" : parent;
    }

    private Matcher ids() {
      Matcher ids = IDS.matcher(hex());
      if (!ids.find()) {
        throw new IllegalStateException("no span in " + hex());
      }
      return ids;
    }

    private String hex() {
      return HexFormat.of().formatHex(body);
    }
  }

  SpanCollector() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it answers from now on. */
  void answer(int code) {
    status = code;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The only span that has this text. */
  Request span(String text) {
    List<Request> found = requests.stream().filter(request -> request.has(text)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException(found.size() + " spans have " + text);
    }
    return found.getFirst();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
              exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
