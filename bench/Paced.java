import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a fixed rate, whatever the server does, and counts each answer's time from when
 * its request was meant to go: a server that stalls is charged for all that wait (wrk has no fixed
 * rate). One thread, as cheap as wrk; the requests are built before the clock starts.
 *
 * <p>Arguments: what (batches, lookups or pictures), port, requests a second (0: as fast as they are
 * answered), connections, seconds, requests at most (0: no limit), last day of look-ups.
 *
 * <p>Prints: right answers, wrong or missing ones, seconds, then p50, p99 and longest time in
 * microseconds.
 */
final class Paced {
  private static final int BATCH = 500;
  private static final long PATIENCE_NANOS = 15_000_000_000L;
  private static final long NAP_NANOS = 50_000;

  private final byte[][] requests;
  private final byte[] expected;
  private final long interval;
  private final long sendNanos;
  private final long most;
  private final Selector selector = Selector.open();
  private final Deque<Connection> idle = new ArrayDeque<>();

  private long[] nanos = new long[1 << 16];
  private int right;
  private long wrong;
  private long sent;
  private long answered;

  private Paced(byte[][] requests, String expected, double rate, double seconds, long most)
      throws IOException {
    this.requests = requests;
    this.expected = expected.getBytes(StandardCharsets.US_ASCII);
    this.interval = rate == 0 ? 0 : Math.round(1e9 / rate);
    this.sendNanos = Math.round(seconds * 1e9);
    this.most = most == 0 ? Long.MAX_VALUE : most;
  }

  public static void main(String... arguments) throws IOException {
    String what = arguments[0];
    int port = Integer.parseInt(arguments[1]);
    double rate = Double.parseDouble(arguments[2]);
    int connections = Integer.parseInt(arguments[3]);
    double seconds = Double.parseDouble(arguments[4]);
    long most = Long.parseLong(arguments[5]);
    Paced paced =
        switch (what) {
          case "batches" -> new Paced(batches(), "{\"failed_count\":0,", rate, seconds, most);
          case "lookups" ->
              new Paced(
                  lookups(LocalDate.parse(arguments[6])),
                  "{\"count\":" + Ads.DAYS + ",",
                  rate,
                  seconds,
                  most);
          case "pictures" -> new Paced(pictures(), "GIF", rate, seconds, most);
          default -> throw new IllegalArgumentException(what);
        };
    paced.run(port, connections);
  }

  private static byte[][] batches() {
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    byte[][] requests = new byte[32][];
    for (int i = 0; i < requests.length; i++) {
      List<String> events = new ArrayList<>();
      for (int j = 0; j < BATCH; j++) {
        events.add(
            "{\"ad_id\":\"%s\",\"occurred_at\":\"%s\"}"
                .formatted(Ads.id((i * BATCH + j) % 5000), format.format(now.plusMillis(j))));
      }
      String body = "{\"impressions\":[" + String.join(",", events) + "]}";
      requests[i] =
          ascii(
              "POST /advertising/impressions HTTP/1.1\r\nHost: localhost\r\n"
                  + "Content-Type: application/json\r\nContent-Length: "
                  + body.length()
                  + "\r\n\r\n"
                  + body);
    }
    return requests;
  }

  private static byte[][] lookups(LocalDate last) {
    byte[][] requests = new byte[Ads.ADS][];
    for (int i = 0; i < requests.length; i++) {
      int ad = (int) (i * 7919L % Ads.ADS); // 7919 is prime: each ad once, in no order
      requests[i] =
          get(
              "/advertising/traffic/%s?start=%s&end=%s"
                  .formatted(Ads.id(ad), last.minusDays(Ads.DAYS - 1), last));
    }
    return requests;
  }

  private static byte[][] pictures() {
    byte[][] requests = new byte[1024][];
    for (int i = 0; i < requests.length; i++) {
      requests[i] = get("/advertising/impressions.gif?ad_id=" + Ads.id(i));
    }
    return requests;
  }

  private static byte[] get(String path) {
    return ascii("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void run(int port, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      idle.add(new Connection(port));
    }
    long start = System.nanoTime();
    long end = start + sendNanos;
    long lastAnswer = start;
    long giveUp = end + PATIENCE_NANOS;
    while (true) {
      boolean busy = send(start, end);
      if (answer()) {
        busy = true;
        lastAnswer = System.nanoTime();
      }
      long now = System.nanoTime();
      boolean over = sent >= most || dueAt(start, now) >= end;
      if ((over && answered == sent) || now > giveUp) {
        break;
      }
      if (!busy) {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
    long unsent = interval == 0 ? 0 : Math.max(0, Math.min(most, sendNanos / interval) - sent);
    wrong += sent - answered + unsent;
    Arrays.sort(nanos, 0, right);
    System.out.printf(
        "%d %d %.6f %d %d %d%n",
        right, wrong, (lastAnswer - start) / 1e9, percentile(50), percentile(99), percentile(100));
  }

  private long dueAt(long start, long now) {
    return interval == 0 ? now : start + sent * interval;
  }

  private boolean send(long start, long end) throws IOException {
    boolean any = false;
    long now = System.nanoTime();
    while (sent < most && !idle.isEmpty()) {
      long due = dueAt(start, now);
      if (due > now || due >= end) {
        break;
      }
      idle.poll().send(requests[(int) (sent++ % requests.length)], due);
      any = true;
    }
    return any;
  }

  private boolean answer() throws IOException {
    if (selector.selectNow() == 0) {
      return false;
    }
    for (SelectionKey key : selector.selectedKeys()) {
      ((Connection) key.attachment()).ready();
    }
    selector.selectedKeys().clear();
    return true;
  }

  private long percentile(int percent) {
    if (right == 0) {
      return 0;
    }
    int index = (int) Math.ceil(right * (percent / 100.0)) - 1;
    return nanos[Math.max(0, index)] / 1000;
  }

  private void answered(Connection connection, boolean isRight) {
    answered++;
    if (!isRight) {
      wrong++;
    } else {
      if (right == nanos.length) {
        nanos = Arrays.copyOf(nanos, right * 2);
      }
      nanos[right++] = System.nanoTime() - connection.due;
    }
    idle.add(connection);
  }

  private final class Connection {
    private final SocketChannel channel;
    private final SelectionKey key;
    private ByteBuffer out = ByteBuffer.allocate(0);
    private final ByteBuffer in = ByteBuffer.allocate(1 << 18);
    private long due;

    Connection(int port) throws IOException {
      channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request, long due) throws IOException {
      this.due = due;
      out = ByteBuffer.wrap(request);
      in.clear();
      write();
    }

    private void write() throws IOException {
      channel.write(out);
      key.interestOps(
          out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    void ready() throws IOException {
      if (key.isWritable()) {
        write();
      }
      if (!key.isReadable()) {
        return;
      }
      if (channel.read(in) < 0) {
        throw new IOException("the server closed a connection");
      }
      int body = body();
      if (body > 0 && in.position() >= body + length(body)) {
        answered(this, in.get(9) == '2' && startsAt(body));
      }
    }

    /** Where the body begins; 0 while the head is not whole. */
    private int body() {
      byte[] bytes = in.array();
      for (int i = 3; i < in.position(); i++) {
        if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
          return i + 1;
        }
      }
      return 0;
    }

    private int length(int body) {
      String head = new String(in.array(), 0, body, StandardCharsets.US_ASCII).toLowerCase();
      int at = head.indexOf("content-length:");
      if (at < 0) {
        throw new IllegalStateException("an answer without Content-Length: " + head);
      }
      return Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private boolean startsAt(int body) {
      return Arrays.equals(
          in.array(), body, body + expected.length, expected, 0, expected.length);
    }
  }
}
