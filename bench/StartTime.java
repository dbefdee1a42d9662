import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Time from the command to the first accepted event, on a new data folder: an event is offered every
 * 2 ms until one is taken. Arguments: the launcher, a free port, scratch folder, times. Prints the
 * seconds of each.
 */
final class StartTime {
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final String BODY =
      "{\"impressions\":[{\"ad_id\":\"00000001-0000-4000-8000-000000000001\","
          + "\"occurred_at\":\"2026-01-01 00:00:00.000\"}]}";
  private static final byte[] REQUEST =
      ("POST /advertising/impressions HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + "Content-Type: application/json\r\nContent-Length: "
              + BODY.length()
              + "\r\n\r\n"
              + BODY)
          .getBytes(StandardCharsets.US_ASCII);

  private StartTime() {}

  public static void main(String... arguments) throws Exception {
    int port = Integer.parseInt(arguments[1]);
    accepted(port); // loads what is needed to ask
    for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
      Path data = Path.of(arguments[2], "start-" + i);
      System.out.printf("%.3f%n", seconds(arguments[0], port, data));
    }
  }

  private static double seconds(String launcher, int port, Path data) throws Exception {
    Path log = data.resolveSibling(data.getFileName() + ".log");
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(launcher, "up", "--data", data.toString(), "--port", "" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      while (!accepted(port)) {
        if (!process.isAlive() || System.nanoTime() - start > PATIENCE_NANOS) {
          throw new IllegalStateException("it does not start: " + Files.readString(log));
        }
        Thread.sleep(2);
      }
      return (System.nanoTime() - start) / 1e9;
    } finally {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static boolean accepted(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(REQUEST);
      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.startsWith("HTTP/1.1 200") && answer.contains("\"failed_count\":0");
    } catch (IOException notYet) {
      return false;
    }
  }
}
