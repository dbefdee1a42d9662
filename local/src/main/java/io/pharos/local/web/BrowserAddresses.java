package io.pharos.local.web;

import io.pharos.core.capture.RequestTarget;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** Makes addresses well-formed before anything else reads them: browsers send others, too. */
@Singleton
public final class BrowserAddresses {
  /** Before everything else. */
  private static final int PRIORITY = 500;

  /** Quarkus would answer them 400 before any filter sees them; read when its server is made. */
  private static final String TAKE_ALL = "vertx.disableURIValidation";

  /** Lets such addresses in; to be called before the server is started. */
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

  /** A browser sends such an address to a proxy only: it is taken where it is well-formed. */
  private static void validate(RoutingContext context, String address) {
    try {
      new URI(address);
      context.next();
    } catch (URISyntaxException e) {
      context.response().setStatusCode(400).end();
    }
  }
}
