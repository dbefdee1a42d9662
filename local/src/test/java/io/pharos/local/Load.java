package io.pharos.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that send single events, batches and pixels as fast as they are answered, and write into
 * ledgers what was acknowledged. Nothing is sent twice.
 */
final class Load implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int MAX_BATCH = 60;

  /** A longer line is no line of a request. */
  private static final int MAX_ADDRESS = 4_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI url;
  private final List<Ledger> ledgers;
  private final HttpClient client = HttpClient.newBuilder().version(Version.HTTP_1_1).build();
  private final List<Thread> threads = new ArrayList<>();
  private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong unavailable = new AtomicLong();
  private volatile boolean stopped;

  private interface Client {
    void send() throws IOException, InterruptedException;
  }

  private Load(URI url, List<Ledger> ledgers) {
    this.url = url;
    this.ledgers = ledgers;
  }

  /** Starts to send. */
  static Load start(LocalProcess warehouse, List<Ledger> ledgers, long seed) {
    Load load = new Load(warehouse.url(), ledgers);
    for (int i = 0; i < THREADS; i++) {
      Random random = new Random(seed + i);
      load.loop(() -> load.send(random));
    }
    return load;
  }

  /** Flushes without a pause, too. */
  Load flushing() {
    loop(() -> {
      HttpRequest.Builder flush =
          request("/api/flush")
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString("{}"));
      client.send(flush.build(), BodyHandlers.ofString());
    });
    return this;
  }

  /** How many requests were answered 200 so far. */
  long answers() {
    return answers.get();
  }

  /** How many requests were told to come again later. */
  long unavailable() {
    return unavailable.get();
  }

  /** Answers other than those that a sender must expect. */
  List<String> unexpected() {
    return List.copyOf(unexpected);
  }

  private void loop(Client sender) {
    threads.add(
        Thread.ofPlatform()
            .start(() -> {
              while (!stopped) {
                try {
                  sender.send();
                } catch (IOException gone) {
                  LocalProcess.pause(1); // what became of what was sent is not known
                } catch (InterruptedException e) {
                  return;
                } catch (RuntimeException | AssertionError e) {
                  unexpected.add(e.toString());
                  return;
                }
              }
            }));
  }

  private void send(Random random) throws IOException, InterruptedException {
    Ledger ledger = ledgers.get(random.nextInt(ledgers.size()));
    switch (random.nextInt(3)) {
      case 0 -> post(ledger, 1);
      case 1 -> post(ledger, 2 + random.nextInt(MAX_BATCH - 1));
      default -> pixel(ledger);
    }
  }

  private void post(Ledger ledger, int count) throws IOException, InterruptedException {
    List<String> ids = ledger.next(count);
    HttpResponse<String> answer =
        client.send(
            request(ledger.beacon().path())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ledger.beacon().body(ids)))
                .build(),
            BodyHandlers.ofString());
    if (taken(answer)) {
      ledger.acknowledge(ids, answer.body());
    }
  }

  private void pixel(Ledger ledger) throws IOException, InterruptedException {
    String id = ledger.next(1).getFirst();
    String address = ledger.beacon().pixel(id);
    if (address.length() > MAX_ADDRESS) {
      return;
    }
    HttpResponse<String> answer = client.send(request(address).build(), BodyHandlers.ofString());
    if (taken(answer)) {
      ledger.acknowledge(id);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).timeout(PATIENCE);
  }

  private boolean taken(HttpResponse<String> answer) {
    switch (answer.statusCode()) {
      case 200 -> answers.incrementAndGet();
      case 429, 503 -> unavailable.incrementAndGet();
      default -> unexpected.add(answer.statusCode() + " " + answer.body());
    }
    return answer.statusCode() == 200;
  }

  /** Ends once every client has its last answer. */
  @Override
  public void close() {
    stopped = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    client.close();
  }
}
