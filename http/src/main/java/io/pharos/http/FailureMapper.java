package io.pharos.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Answers requests that no resource answers: an unknown address, a wrong method, an internal error,
 * which is logged but not shown.
 */
@Provider
public final class FailureMapper implements ExceptionMapper<Throwable> {
  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof IOException gone) {
      log().log(Level.DEBUG, "a request broke off", gone); // nobody reads the answer
      return Errors.of(400, "the request broke off");
    }
    if (!(failure instanceof WebApplicationException refusal)) {
      log().log(Level.ERROR, "a request failed", failure);
      return Errors.of(500, "the warehouse failed to answer; its log says why");
    }
    Response given = refusal.getResponse();
    if (given.hasEntity()) {
      return given;
    }
    Response answer = Errors.of(given.getStatus(), message(given));
    String allow = given.getHeaderString(HttpHeaders.ALLOW);
    return allow == null
        ? answer
        : Response.fromResponse(answer).header(HttpHeaders.ALLOW, allow).build();
  }

  /** The logger, made when it is first needed: a native image must not make it at build time. */
  private static Logger log() {
    return System.getLogger(FailureMapper.class.getName());
  }

  private static String message(Response given) {
    return switch (given.getStatus()) {
      case 400 -> "the request cannot be read: its address or a header is malformed";
      case 404 -> "there is nothing at this address";
      case 405 -> "this address does not take this method";
      case 406 -> "this address cannot answer in a form that the request accepts";
      case 415 -> "this address takes another Content-Type: send application/json";
      default -> given.getStatusInfo().getReasonPhrase();
    };
  }
}
