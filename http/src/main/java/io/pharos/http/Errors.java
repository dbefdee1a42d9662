package io.pharos.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers with an error, {@code {"error": ".."}}. */
public final class Errors {
  /** After how many seconds a sender may try again. */
  private static final int RETRY_SECONDS = 1;

  static final int TOO_MANY_REQUESTS = 429;

  private Errors() {}

  public static Response of(int status, String message) {
    Response.ResponseBuilder response =
        Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(body(message));
    if (status == TOO_MANY_REQUESTS || status == 503) {
      response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    return response.build();
  }

  private static byte[] body(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("error", message)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
