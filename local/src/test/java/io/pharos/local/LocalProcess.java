package io.pharos.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The built program as a process of its own, as users run it: a warehouse, or one command. */
public final class LocalProcess implements AutoCloseable {
  /** The root of the working copy: tests run in the folder of their module. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path JAR = ROOT.resolve("local/target/quarkus-app/quarkus-run.jar");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5); // only what hangs runs into it
  private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Thread end = Thread.ofPlatform().unstarted(() -> ALIVE.forEach(Process::destroyForcibly));
    Runtime.getRuntime().addShutdownHook(end); // nothing outlives the tests, however they end
  }

  private final Process process;
  private final Path output;
  private final Path temporary;
  private final String host;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  /** What a command printed and how it ended. */
  public record Ended(int code, String out, String err) {}

  private LocalProcess(Process process, Path output, Path temporary, String host, int port) {
    this.process = process;
    this.output = output;
    this.temporary = temporary;
    this.host = host;
    this.port = port;
  }

  /** Starts {@code up} on a free port and waits until it is ready. */
  public static LocalProcess up(Path data, String... options) {
    return up(ROOT, data, options);
  }

  /** The same with the tables, curations and configuration of another folder. */
  public static LocalProcess up(Path home, Path data, String... options) {
    return up(Map.of(), home, data, options);
  }

  /** The same with more in the environment. */
  static LocalProcess up(Map<String, String> environment, Path home, Path data, String... options) {
    LocalProcess started = start(environment, home, data, options);
    try {
      started.awaitReady();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  /** Starts {@code up} on a free port. */
  public static LocalProcess start(Path home, Path data, String... options) {
    return start(Map.of(), home, data, options);
  }

  private static LocalProcess start(
      Map<String, String> environment, Path home, Path data, String... options) {
    int port = freePort();
    Path output = data.resolveSibling(data.getFileName() + "." + port + ".log");
    Path temporary = data.resolveSibling(data.getFileName() + "." + port + ".tmp");
    List<String> command = command(home, "up", "--data", data.toString(), "--port", "" + port);
    command.addAll(List.of(options));
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    try {
      Files.createDirectories(temporary);
      Process process =
          builder(environment, command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      ALIVE.add(process);
      return new LocalProcess(process, output, temporary, host(List.of(options)), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where this machine reaches it, as a URL writes it. */
  private static String host(List<String> options) {
    int option = options.indexOf("--host");
    String host = option < 0 ? "127.0.0.1" : options.get(option + 1).replaceAll("[\\[\\]]", "");
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.contains(":") ? "[" + host + "]" : host;
    };
  }

  /** Runs one command to its end. */
  public static Ended run(String... arguments) {
    return run(ROOT, arguments);
  }

  /** The same with the tables, curations and configuration of another folder. */
  public static Ended run(Path home, String... arguments) {
    return run(Map.of(), home, arguments);
  }

  /** The same with more in the environment. */
  static Ended run(Map<String, String> environment, Path home, String... arguments) {
    return run(environment, Path.of(""), home, arguments);
  }

  /** The same from another working folder. */
  static Ended runIn(Path working, Path home, String... arguments) {
    return run(Map.of(), working, home, arguments);
  }

  private static Ended run(
      Map<String, String> environment, Path working, Path home, String... arguments) {
    try {
      Path out = Files.createTempFile("pharos", ".out");
      Path err = Files.createTempFile("pharos", ".err");
      Process process =
          builder(environment, command(home, arguments))
              .directory(working.toAbsolutePath().toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("does not end: " + String.join(" ", arguments));
      }
      Ended ended = new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  static List<String> command(Path home, String... arguments) {
    return new ArrayList<>(
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dpharos.home=" + home,
                    "-jar",
                    JAR.toString()),
                Stream.of(arguments))
            .toList());
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until {@code /q/health/ready} answers 200. */
  public void awaitReady() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("not ready: " + output());
      }
      pause();
    }
  }

  private boolean ready() {
    try {
      return get("/q/health/ready").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static void pause() {
    pause(50);
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until something is so, as long as a test may. */
  public static void await(String what, BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s: " + what);
      }
      pause();
    }
  }

  public URI url() {
    return URI.create("http://" + host + ":" + port);
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** Whether it was started with SIGINT turned off, as shells start what runs in the background. */
  boolean ignoresInterrupts() {
    String mask = statusLine("SigIgn");
    return !mask.isEmpty() && (Long.parseUnsignedLong(mask, 16) & 2) != 0;
  }

  /** The most memory that it ever had, in KB; 0 where the system does not say. */
  long peakMemoryKb() {
    String peak = statusLine("VmHWM").replace(" kB", "");
    return peak.isEmpty() ? 0 : Long.parseLong(peak);
  }

  /** A line of what Linux says of the process; empty elsewhere. */
  private String statusLine(String key) {
    Path status = Path.of("/proc", "" + pid(), "status");
    if (!Files.exists(status)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(key + ":"))
          .map(line -> line.substring(key.length() + 1).strip())
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that it printed so far. */
  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(url().resolve(path)));
  }

  /** Posts JSON. */
  public HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(url().resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  /** Posts one event to its beacon. */
  HttpResponse<String> post(Beacon beacon, String event) {
    return post(beacon.path(), beacon.bodyOf(List.of(event)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Files what was acknowledged and runs a query: a node a row. */
  public List<JsonNode> sql(String sql) {
    HttpResponse<String> flushed = post("/api/flush", "{}");
    if (flushed.statusCode() != 200) {
      throw new IllegalStateException("flush: " + flushed.body());
    }
    return query(sql);
  }

  /** Runs a query over what is filed: a node a row. */
  public List<JsonNode> query(String sql) {
    HttpResponse<String> answer =
        post("/api/sql", JSON.createObjectNode().put("sql", sql).toString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("sql: " + answer.body());
    }
    return answer.body().lines().map(LocalProcess::json).toList();
  }

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: as a crash. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM. Returns the exit code. */
  public int stop() {
    process.destroy();
    return awaitEnd();
  }

  /** Sends a signal and does not wait. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, "" + pid()).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for its end. Returns the exit code. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("does not end: " + output());
      }
      ALIVE.remove(process);
      clear(temporary);
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A killed process leaves DuckDB's library there, 58 MB: the disk would not take many. */
  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public void close() {
    kill(); // first: a request that is never answered would be waited for
    client.close();
  }
}
