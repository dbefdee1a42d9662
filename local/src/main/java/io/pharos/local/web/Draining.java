package io.pharos.local.web;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The end of the server: once it has begun, the server is not ready and live feeds end. The server
 * waits for its requests, but a feed would never end by itself. Safe for many threads.
 */
public final class Draining {
  /**
   * How long feeds have to end: they look once a second, and a client that has not read the end by
   * then never will.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final long POLL_MILLIS = 20;

  private final Set<HttpConnection> feeds = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;

  boolean hasBegun() {
    return begun;
  }

  /** An open feed, until its client or the server ends it. */
  <T> Multi<T> noted(Multi<T> feed, HttpConnection connection) {
    return feed.onSubscription()
        .invoke(() -> feeds.add(connection))
        .onTermination()
        .invoke(() -> feeds.remove(connection));
  }

  void begin() {
    begun = true;
  }

  /** Returns once no feed is open. */
  void endFeeds() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!feeds.isEmpty() && System.nanoTime() < end) {
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    feeds.forEach(Draining::cut);
  }

  /**
   * Closes the connection at once; the connection's own {@code close} waits until the client has
   * read everything.
   */
  private static void cut(HttpConnection connection) {
    if (connection instanceof ConnectionBase open) {
      var _ = open.channelHandlerContext().close(); // whose end nobody waits for
    }
  }
}
