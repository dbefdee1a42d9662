package io.pharos.local.web;

import io.pharos.local.Asker;
import io.vertx.core.http.HttpServerRequest;

/** Whoever sent a request; gone once the connection is closed, or the stream of HTTP/2. */
record Client(HttpServerRequest request) implements Asker {
  @Override
  public String name() {
    return String.valueOf(request.remoteAddress());
  }

  @Override
  public boolean hasLeft() {
    return request.response().closed();
  }
}
