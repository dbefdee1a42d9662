package io.pharos.local.web;

import io.smallrye.mutiny.Multi;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The end of the server: from its beginning it is not ready, and live feeds end. The server waits
 * for the requests that it has, but a feed would never end by itself. Safe for many threads.
 */
public final class Draining {
  /** Feeds look once a second; who has not read what he was told by then does not read. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final long POLL_MILLIS = 20;

  private final Set<HttpConnection> feeds = ConcurrentHashMap.newKeySet();
  private volatile boolean begun;

  boolean hasBegun() {
    return begun;
  }

  /** A feed, of which note is taken until its client or the server ends it. */
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

  /** Its own {@code close} waits until what was written is read. */
  private static void cut(HttpConnection connection) {
    if (connection instanceof ConnectionBase open) {
      var _ = open.channelHandlerContext().close(); // whose end nobody waits for
    }
  }
}
