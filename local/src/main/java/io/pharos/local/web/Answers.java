package io.pharos.local.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Answers before a resource is reached, in the form of the resources' answers. */
final class Answers {
  private Answers() {}

  static void send(RoutingContext context, int status, String error) {
    context.response().setStatusCode(status).putHeader("Content-Type", "application/json");
    if (status == 503) {
      context.response().putHeader("Retry-After", "1");
    }
    context.response().end(new JsonObject().put("error", error).encode());
  }
}
