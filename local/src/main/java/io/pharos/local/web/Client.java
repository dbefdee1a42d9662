package io.pharos.local.web;

import io.pharos.local.Asker;
import io.vertx.core.http.HttpServerRequest;

/** The sender of a request; gone once the connection, or the stream of HTTP/2, is closed. */
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
