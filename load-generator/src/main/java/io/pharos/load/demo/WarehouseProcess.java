package io.pharos.load.demo;

import io.pharos.load.run.RunFailed;
import io.pharos.load.send.Stop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A warehouse started for the demo, as a process of its own. */
final class WarehouseProcess implements AutoCloseable {
  /** The property that names the launcher script; the script sets it. */
  static final String LAUNCHER = "pharos.launcher";

  private static final Duration READY_PATIENCE = Duration.ofSeconds(60);
  private static final Duration READY_POLL = Duration.ofMillis(50);
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration END_PATIENCE = Duration.ofSeconds(1);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final DemoFolder folder;
  private final URI url;
  private final long startNanos = System.nanoTime();

  private WarehouseProcess(Process process, DemoFolder folder, URI url) {
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /**
   * Starts it; it is not ready yet.
   *
   * @param port 0 for one that is free
   */
  static WarehouseProcess start(DemoFolder folder, int port) throws RunFailed {
    String launcher = System.getProperty(LAUNCHER);
    if (launcher == null) {
      throw new RunFailed("the demo starts a warehouse by the launcher script: run ./pharos demo");
    }
    try {
      int chosen = port == 0 ? freePort() : port;
      Process process =
          new ProcessBuilder(
                  launcher, "up", "--data", folder.data().toString(), "--port", "" + chosen)
              .redirectErrorStream(true)
              .redirectOutput(folder.log().toFile())
              .start();
      return new WarehouseProcess(process, folder, URI.create("http://127.0.0.1:" + chosen));
    } catch (IOException e) {
      throw new RunFailed("the warehouse could not be started: " + e.getMessage(), e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  URI url() {
    return url;
  }

  /** Waits until it is ready; answers how long that took since its start. */
  Duration awaitReady(Stop stop) throws RunFailed, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      while (!isReady(client)) {
        if (stop.isRequested()) {
          throw new RunFailed(Story.STOPPED);
        }
        if (!process.isAlive()) {
          throw new RunFailed(
              "the warehouse ended with code " + process.exitValue() + " before it was ready");
        }
        if (elapsed().compareTo(READY_PATIENCE) > 0) {
          throw new RunFailed(
              "the warehouse is not ready after %d s; it said:%n%s"
                  .formatted(READY_PATIENCE.toSeconds(), log()));
        }
        stop.pause(READY_POLL);
      }
    }
    return elapsed();
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/q/health/ready")).timeout(READY_TIMEOUT).build();
    try {
      return process.isAlive()
          && client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private String log() {
    return folder.logTail();
  }

  /** Whether it has ended by itself; a connection breaks a moment before the process is gone. */
  boolean hasEnded() throws InterruptedException {
    return process.waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Asks it to end, as Ctrl-C does, and waits for it; ends it where it does not. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    process.onExit().completeOnTimeout(process, STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    process.onExit().join();
  }
}
