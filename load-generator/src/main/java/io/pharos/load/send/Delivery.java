package io.pharos.load.send;

import io.pharos.load.users.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Brings one batch to its beacon, again where that may help: ids make a repeat harmless. */
final class Delivery {
  /** How often a batch is sent before it counts as failed. */
  static final int MAX_ATTEMPTS = 10;

  private static final String KEY_HEADER = "X-Pharos-Key";
  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration BROKEN_DELAY = Duration.ofMillis(100);

  private final HttpClient client;
  private final URI base;
  private final Optional<String> key;
  private final Counts counts;
  private final Consumer<Event> accepted;

  Delivery(
      HttpClient client, URI base, Optional<String> key, Counts counts, Consumer<Event> accepted) {
    this.client = client;
    this.base = base;
    this.key = key;
    this.counts = counts;
    this.accepted = accepted;
  }

  void deliver(Batch batch) throws InterruptedException {
    HttpRequest request = request(batch);
    counts.sent(batch);
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == MAX_ATTEMPTS;
      switch (attempt(request, batch.events().size(), attempt)) {
        case Answer.Taken taken -> {
          taken(batch, taken);
          return;
        }
        case Answer.Refused refused -> {
          counts.failed(batch.table(), batch.events().size(), refused.why());
          return;
        }
        case Answer.Later later when last -> {
          counts.failed(batch.table(), batch.events().size(), later.why());
          return;
        }
        case Answer.Later later -> {
          Thread.sleep(later.delay());
          counts.retry();
        }
      }
    }
  }

  private HttpRequest request(Batch batch) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + batch.table().path()))
            .timeout(REQUEST_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(batch.body()));
    key.ifPresent(text -> request.header(KEY_HEADER, text));
    return request.build();
  }

  private Answer attempt(HttpRequest request, int events, int attempt) throws InterruptedException {
    counts.request();
    long start = System.nanoTime();
    try {
      Answer answer = Answer.of(client.send(request, BodyHandlers.ofByteArray()), events);
      counts.latencies().record(Duration.ofNanos(System.nanoTime() - start));
      return answer;
    } catch (IOException e) {
      return new Answer.Later(
          BROKEN_DELAY.multipliedBy(attempt), "POST " + request.uri() + ": " + Failures.text(e));
    }
  }

  private void taken(Batch batch, Answer.Taken taken) {
    int failed = taken.failed().cardinality();
    counts.accepted(batch.table(), batch.events().size() - failed);
    if (failed > 0) {
      counts.failed(batch.table(), failed, taken.firstFailure());
    }
    for (int i = 0; i < batch.events().size(); i++) {
      if (!taken.failed().get(i)) {
        accepted.accept(batch.events().get(i));
      }
    }
  }
}
