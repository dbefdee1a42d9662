package io.pharos.local.web;

import io.pharos.http.Errors;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * A sender that goes away while it sends is no failure of the warehouse; nobody reads the answer.
 */
@Provider
public final class BrokenOffMapper implements ExceptionMapper<HttpClosedException> {
  @Override
  public Response toResponse(HttpClosedException gone) {
    return Errors.of(400, "the request broke off");
  }
}
