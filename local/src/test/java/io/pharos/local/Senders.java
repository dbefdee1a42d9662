package io.pharos.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Programs that send impressions as fast as they are answered and remember every id that was
 * acknowledged: single events, batches and pixels.
 */
final class Senders implements AutoCloseable {
  private static final String AD = "0199aa00-0000-7000-8000-000000000001";
  private static final int BATCH = 20;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicLong next = new AtomicLong();
  private final long run = UUID.randomUUID().getMostSignificantBits();
  private volatile boolean stopped;
  private ExecutorService threads = Executors.newCachedThreadPool();

  /** The ids that were answered {@code failed: false}. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  /** Sends until {@link #stop}; a warehouse that does not answer ends a sender. */
  void start(LocalProcess warehouse) {
    stopped = false;
    threads = Executors.newCachedThreadPool();
    for (int i = 0; i < 2; i++) {
      threads.execute(() -> until(() -> post(warehouse, 1)));
      threads.execute(() -> until(() -> post(warehouse, BATCH)));
    }
    threads.execute(() -> until(() -> pixel(warehouse)));
  }

  void stop() throws InterruptedException {
    stopped = true;
    threads.shutdown();
    if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the senders do not end");
    }
  }

  private void until(Runnable send) {
    try {
      while (!stopped) {
        send.run();
      }
    } catch (UncheckedIOException gone) {
      return; // what was not answered is not remembered
    }
  }

  /** Sends one request; returns its status. */
  int post(LocalProcess warehouse, int events) {
    List<String> ids = new ArrayList<>();
    StringBuilder body = new StringBuilder("{\"impressions\":[");
    for (int i = 0; i < events; i++) {
      ids.add(id());
      body.append(i == 0 ? "" : ",")
          .append("{\"impression_id\":\"")
          .append(ids.getLast())
          .append("\",\"ad_id\":\"")
          .append(AD)
          .append("\",\"occurred_at\":\"")
          .append(now())
          .append("\"}");
    }
    HttpResponse<String> answer =
        warehouse.post("/advertising/impressions", body.append("]}").toString());
    if (answer.statusCode() == 200) {
      int i = 0;
      for (JsonNode record : LocalProcess.json(answer.body()).path("records")) {
        if (!record.path("failed").asBoolean(true)) {
          acknowledged.add(ids.get(i));
        }
        i++;
      }
    }
    return answer.statusCode();
  }

  private void pixel(LocalProcess warehouse) {
    String id = id();
    if (warehouse
            .get("/advertising/impressions.gif?impression_id=" + id + "&ad_id=" + AD)
            .statusCode()
        == 200) {
      acknowledged.add(id);
    }
  }

  private String id() {
    return new UUID(run, next.incrementAndGet()).toString();
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
