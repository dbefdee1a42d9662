package io.pharos.load.send;

import io.pharos.load.users.Event;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Posts batches at the same time, up to a limit; whoever has more waits. Thread-safe. */
public final class Sender implements AutoCloseable {
  /** Requests in flight, those included that wait for the time of their next attempt. */
  static final int IN_FLIGHT = 64;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long STOP_CHECK_MILLIS = 50;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore permits = new Semaphore(IN_FLIGHT);
  private final Delivery delivery;
  private final Stop stop;

  /**
   * @param base URL of the warehouse, without a slash at its end
   * @param key that the warehouse wants of who sends events, where it wants one
   * @param accepted is told each event that was accepted, from many threads
   */
  public Sender(
      URI base, Optional<String> key, Counts counts, Consumer<Event> accepted, Stop stop) {
    this.delivery = new Delivery(client, base, key, counts, accepted);
    this.stop = stop;
  }

  /** Posts a batch, once fewer than the limit are in flight; drops it where a stop comes first. */
  public void send(Batch batch) throws InterruptedException {
    while (!permits.tryAcquire(STOP_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (stop.isRequested()) {
        return;
      }
    }
    threads.execute(() -> deliver(batch));
  }

  private void deliver(Batch batch) {
    try {
      delivery.deliver(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // abandoned on close
    } finally {
      permits.release();
    }
  }

  /** Waits for all that is in flight, up to a time, a shorter one from the stop on. */
  public void await(Duration patience, Duration patienceOnStop) throws InterruptedException {
    long start = System.nanoTime();
    long stopped = 0;
    while (!permits.tryAcquire(IN_FLIGHT, STOP_CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
      long now = System.nanoTime();
      if (stop.isRequested() && stopped == 0) {
        stopped = now;
      }
      if (now - start > patience.toNanos()
          || (stopped != 0 && now - stopped > patienceOnStop.toNanos())) {
        return;
      }
    }
    permits.release(IN_FLIGHT);
  }

  /** Abandons what is still in flight. */
  @Override
  public void close() {
    threads.shutdownNow();
    client.shutdownNow();
    threads.close();
    client.close();
  }
}
