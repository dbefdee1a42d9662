package io.pharos.local.web;

import io.pharos.core.capture.RequestTarget;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/**
 * Makes addresses well-formed before anything else reads them, because browsers send others too.
 */
@Singleton
public final class BrowserAddresses {
  /** Before everything else. */
  private static final int PRIORITY = 500;

  /**
   * The property that lets such addresses in: Quarkus would answer 400 before any filter. It is
   * read when the server is made.
   */
  private static final String TAKE_ALL = "vertx.disableURIValidation";

  /** Lets such addresses in; call it before the server is started. */
  public static void letIn() {
    System.setProperty(TAKE_ALL, "true");
  }

  void register(@Observes Filters filters) {
    filters.register(BrowserAddresses::encode, PRIORITY);
  }

  private static void encode(RoutingContext context) {
    String sent = context.request().uri();
    if (!sent.startsWith("/")) {
      validate(context, sent);
      return;
    }
    String encoded = RequestTarget.encoded(sent, StandardCharsets.ISO_8859_1);
    if (encoded.equals(sent)) {
      context.next();
    } else {
      context.reroute(context.request().method(), encoded);
    }
  }

  /** An absolute address, which browsers send only to a proxy; accepted if it is well-formed. */
  private static void validate(RoutingContext context, String address) {
    try {
      new URI(address);
      context.next();
    } catch (URISyntaxException e) {
      context.response().setStatusCode(400).end();
    }
  }
}
