package io.pharos.local.web;

import io.pharos.local.Warehouse;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse of this process. It is opened before the server, so that errors of the data folder
 * appear at once, and no request comes before the warehouse.
 *
 * @param address its address
 * @param token needed for {@code /api}; absent if only this machine can reach it
 * @param draining the end of the server
 */
public record Running(Warehouse warehouse, URI address, Optional<String> token, Draining draining) {
  private static final AtomicReference<@Nullable Running> CURRENT = new AtomicReference<>();

  public Running(Warehouse warehouse, URI address, Optional<String> token) {
    this(warehouse, address, token, new Draining());
  }

  /** Makes it the warehouse that the server serves. */
  public void serve() {
    CURRENT.set(this);
  }

  /** Refuses new events and ends the live feeds; returns once they are closed. */
  public void drain() {
    draining.begin();
    warehouse.takeNoMore();
    draining.endFeeds();
  }

  static Running current() {
    Running running = CURRENT.get();
    if (running == null) {
      throw new IllegalStateException("no warehouse is open: the server is started by 'up'");
    }
    return running;
  }
}
