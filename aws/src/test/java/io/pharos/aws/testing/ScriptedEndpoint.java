package io.pharos.aws.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An endpoint with the faults that a test scripts. It forwards every call to another endpoint,
 * answers those that it has a script for, and remembers them all. Safe for many threads.
 *
 * <p>A script belongs to an operation: a name such as {@code PutRecords}, or for S3 a method and a
 * path, such as {@code GET /bucket}, which stands for all that is below it.
 *
 * <p>Where the endpoint behind takes no CBOR, it is given JSON: CloudWatch's client speaks CBOR,
 * and moto does not.
 */
public final class ScriptedEndpoint implements AutoCloseable {
  /** Not passed on: each connection has its own, and bodies may be changed on their way. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "date",
          "expect",
          "host",
          "keep-alive",
          "server",
          "transfer-encoding",
          "upgrade",
          "x-amz-crc32");

  private static final Logger LOG = System.getLogger(ScriptedEndpoint.class.getName());

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Script>> next = new HashMap<>();
  private final Map<String, Script> always = new HashMap<>();

  /** A call as it came. */
  public record Call(
      String operation, String method, URI uri, Map<String, List<String>> headers, byte[] body) {
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The same call with another body. */
    public Call with(String other) {
      return new Call(operation, method, uri, headers, other.getBytes(StandardCharsets.UTF_8));
    }

    /** A parameter of the query protocol, which SNS speaks. */
    public Optional<String> parameter(String name) {
      return Arrays.stream(text().split("&", -1))
          .filter(pair -> pair.startsWith(name + "="))
          .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
          .findFirst();
    }
  }

  /** An answer. */
  public record Reply(int status, Map<String, List<String>> headers, byte[] body) {
    public static Reply json(int status, String body) {
      return new Reply(
          status,
          Map.of("Content-Type", List.of("application/x-amz-json-1.1")),
          body.getBytes(StandardCharsets.UTF_8));
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    /** The same answer with another body. */
    public Reply with(String other) {
      return new Reply(status, headers, other.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The endpoint behind. */
  public interface Target {
    Reply forward(Call call) throws IOException, InterruptedException;
  }

  /** What is done about a call. Without a reply the connection is dropped. */
  public interface Script {
    Optional<Reply> answer(Call call, Target target) throws IOException, InterruptedException;

    /** Answers instead of the endpoint behind. */
    static Script reply(int status, String json) {
      return (call, target) -> Optional.of(Reply.json(status, json));
    }

    /** Answers with an error as the JSON protocols have it. */
    static Script error(int status, String code, String message) {
      return reply(status, "{\"__type\": \"%s\", \"message\": \"%s\"}".formatted(code, message));
    }

    /** Drops the connection; the call has no effect. */
    static Script drop() {
      return (call, target) -> Optional.empty();
    }

    /** The call has its effect, and its answer is lost. */
    static Script forwardAndDrop() {
      return (call, target) -> {
        target.forward(call);
        return Optional.empty();
      };
    }

    /** The call has its effect at once, and its answer comes late. */
    static Script forwardAndStall(Duration delay) {
      return (call, target) -> {
        Reply reply = target.forward(call);
        TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        return Optional.of(reply);
      };
    }

    /** Lets somebody else act right before the call has its effect. */
    static Script after(Runnable other) {
      return (call, target) -> {
        other.run();
        return Optional.of(target.forward(call));
      };
    }

    /** Lets the call through. */
    static Script forward() {
      return (call, target) -> Optional.of(target.forward(call));
    }
  }

  private ScriptedEndpoint(URI target) throws IOException {
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** In front of what {@code AWS_ENDPOINT_URL} names. */
  public static ScriptedEndpoint open() {
    return inFrontOf(Endpoint.address().orElseThrow());
  }

  public static ScriptedEndpoint inFrontOf(URI target) {
    try {
      return new ScriptedEndpoint(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI address() {
    return URI.create(
        "http://%s:%d"
            .formatted(
                server.getAddress().getAddress().getHostAddress(), server.getAddress().getPort()));
  }

  /** Scripts the next calls of an operation, one after the other, before those that follow. */
  public ScriptedEndpoint next(String operation, Script... scripts) {
    synchronized (next) {
      next.computeIfAbsent(operation, name -> new ArrayDeque<>()).addAll(List.of(scripts));
    }
    return this;
  }

  /** Scripts every call of an operation for which none is next. */
  public ScriptedEndpoint always(String operation, Script script) {
    synchronized (next) {
      always.put(operation, script);
    }
    return this;
  }

  /** The calls of an operation so far. */
  public List<Call> calls(String operation) {
    return calls.stream().filter(call -> belongs(call, operation)).toList();
  }

  private static boolean belongs(Call call, String operation) {
    return call.operation().equals(operation) || call.operation().startsWith(operation + "/");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = call(exchange);
      calls.add(call);
      Optional<Reply> reply = script(call).answer(call, this::forward);
      if (reply.isPresent()) {
        send(exchange, reply.get());
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "no answer to " + exchange.getRequestURI(), e);
      throw e;
    }
  }

  private static Call call(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(exchange.getRequestHeaders());
    byte[] body = exchange.getRequestBody().readAllBytes();
    Call call = new Call("", exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
    return new Call(operation(call), call.method(), call.uri(), headers, body);
  }

  private static String operation(Call call) {
    String path = call.uri().getRawPath();
    List<String> named = call.headers().get("X-Amz-Target");
    if (named != null) {
      return named.getFirst().substring(named.getFirst().lastIndexOf('.') + 1);
    }
    if (path.startsWith("/service/")) {
      return path.substring(path.lastIndexOf('/') + 1);
    }
    return form(call) ? call.parameter("Action").orElse("") : call.method() + " " + path;
  }

  private static boolean form(Call call) {
    return call.headers()
        .getOrDefault("Content-Type", List.of(""))
        .getFirst()
        .startsWith("application/x-www-form-urlencoded");
  }

  private Script script(Call call) {
    synchronized (next) {
      for (Map.Entry<String, Deque<Script>> scripts : next.entrySet()) {
        Script script = belongs(call, scripts.getKey()) ? scripts.getValue().poll() : null;
        if (script != null) {
          return script;
        }
      }
      return always.entrySet().stream()
          .filter(script -> belongs(call, script.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElseGet(Script::forward);
    }
  }

  private Reply forward(Call call) throws IOException, InterruptedException {
    Reply reply = passOn(call);
    return reply.status() == 404 && CborAsJson.isCbor(call)
        ? CborAsJson.forward(call, this::passOn)
        : reply;
  }

  private Reply passOn(Call call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(call.uri()))
            .method(call.method(), BodyPublishers.ofByteArray(call.body()));
    passedOn(call.headers())
        .forEach((name, values) -> values.forEach(value -> request.header(name, value)));
    HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.headers().map(), response.body());
  }

  private static Map<String, List<String>> passedOn(Map<String, List<String>> headers) {
    Map<String, List<String>> passed = new HashMap<>(headers);
    passed.keySet().removeIf(name -> OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)));
    return passed;
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().putAll(passedOn(reply.headers()));
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      List<String> length = reply.headers().get("content-length");
      if (length != null) {
        exchange.getResponseHeaders().put("Content-Length", length);
      }
    }
    boolean empty = head || reply.body().length == 0;
    exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
    if (!empty) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  /** Ends at once, whatever still stalls. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
